import { affiliation } from '@oce/contracts';
import { projected } from '@oce/testing';
import { conventionsProjection, memberCooperativesProjection } from './reads/conventions';

const cooperativeId = 'C-1';
const signed = (conventionNumber: string, validFrom: string, validTo: string) =>
  affiliation.cooperative.ConventionSigned({
    cooperativeId,
    conventionNumber,
    validFrom,
    validTo,
    products: ['OLIVE'],
    commissionCapPpm: 40_000,
  });
const ended = (conventionNumber: string, endedOn: string) =>
  affiliation.cooperative.ConventionEnded({
    cooperativeId,
    conventionNumber,
    endedOn,
    reason: 'by mutual consent',
  });
const first = signed('CV-1', '2026-02-01', '2029-01-31');
const second = signed('CV-2', '2029-02-01', '2032-01-31');
const known = (conventionNumber: string, validFrom: string, lastDay: string) => ({
  conventionNumber,
  validFrom,
  lastDay,
  products: ['OLIVE'],
  commissionCapPpm: 40_000,
});

describe('conventions', () => {
  it('are kept all, in the order of their signing', () => {
    expect(projected(conventionsProjection, [first, second])).toEqual({
      'C-1': {
        cooperativeId,
        conventions: [known('CV-1', '2026-02-01', '2029-01-31'), known('CV-2', '2029-02-01', '2032-01-31')],
      },
    });
  });

  it('end early where one is ended, and the others do not', () => {
    expect(projected(conventionsProjection, [first, second, ended('CV-1', '2028-06-30')])).toEqual({
      'C-1': {
        cooperativeId,
        conventions: [known('CV-1', '2026-02-01', '2028-06-30'), known('CV-2', '2029-02-01', '2032-01-31')],
      },
    });
  });

  it('are never made longer by their ending', () => {
    expect(projected(conventionsProjection, [first, ended('CV-1', '2029-06-30')])).toEqual({
      'C-1': { cooperativeId, conventions: [known('CV-1', '2026-02-01', '2029-01-31')] },
    });
  });
});

describe('cooperatives of members', () => {
  it('are those that they are affiliated to, without a word on the person', () => {
    const affiliated = affiliation.producer.ProducerAffiliated({
      producerCode: 'P-1',
      cooperativeId,
      affiliatedOn: '2026-02-03',
      name: 'enc:1:P-1:bmFtZQ',
      cin: 'enc:1:P-1:Y2lu',
      phone: 'enc:1:P-1:cGhvbmU',
      birthDate: 'enc:1:P-1:ZGF0ZQ',
    });
    expect(projected(memberCooperativesProjection, [affiliated])).toEqual({
      'P-1': { producerCode: 'P-1', cooperativeId: 'C-1' },
    });
  });
});
