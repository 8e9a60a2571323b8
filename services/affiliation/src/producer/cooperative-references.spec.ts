import { affiliation } from '@oce/contracts';
import { projected } from '@oce/testing';
import { cooperativeReferences } from './reads/cooperative-references';

const { CooperativeAffiliated, ConventionSigned, ConventionEnded } = affiliation.cooperative;
const affiliated = CooperativeAffiliated({
  cooperativeId: 'C-1',
  name: 'Cooperative',
  region: 'Fès-Meknès',
  ice: '001234567000089',
  affiliatedOn: '2026-01-01',
});
const signed = (conventionNumber: string, validFrom: string, validTo: string) =>
  ConventionSigned({
    cooperativeId: 'C-1',
    conventionNumber,
    validFrom,
    validTo,
    products: ['OLIVE'],
    commissionCapPpm: 100_000,
  });

describe('the conventions that an import looks up', () => {
  it('are none for a cooperative that has signed nothing', () => {
    expect(projected(cooperativeReferences, [affiliated])).toEqual({ 'C-1': { conventions: [] } });
  });

  it('run to their last day, or to the day on which they were ended', () => {
    const ended = ConventionEnded({
      cooperativeId: 'C-1',
      conventionNumber: 'CV-1',
      endedOn: '2026-06-30',
      reason: 'agreed',
    });
    const past = [
      affiliated,
      signed('CV-1', '2026-01-01', '2026-12-31'),
      signed('CV-2', '2027-01-01', '2027-12-31'),
      ended,
    ];
    expect(projected(cooperativeReferences, past)).toEqual({
      'C-1': {
        conventions: [
          { number: 'CV-1', from: '2026-01-01', to: '2026-06-30' },
          { number: 'CV-2', from: '2027-01-01', to: '2027-12-31' },
        ],
      },
    });
  });
});
