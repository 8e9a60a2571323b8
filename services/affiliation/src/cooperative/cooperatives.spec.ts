import { projected } from '@oce/testing';
import type { CooperativeEvent } from './domain/cooperative';
import { cooperativesProjection } from './reads/cooperatives';

const cooperative = {
  cooperativeId: 'C-1',
  name: 'Ouazzane',
  region: 'Ouazzane',
  ice: '001526374000059',
  affiliatedOn: '2026-01-15',
};
const affiliated: CooperativeEvent = { type: 'CooperativeAffiliated', v: 1, data: cooperative };
const convention = (conventionNumber: string) => ({
  conventionNumber,
  validFrom: '2026-02-01',
  validTo: '2029-01-31',
  products: ['OLIVE'],
  commissionCapPpm: 40_000,
});
const signed = (conventionNumber: string): CooperativeEvent => ({
  type: 'ConventionSigned',
  v: 1,
  data: { cooperativeId: 'C-1', ...convention(conventionNumber) },
});
const ended: CooperativeEvent = {
  type: 'ConventionEnded',
  v: 1,
  data: { cooperativeId: 'C-1', conventionNumber: 'CV-1', endedOn: '2027-01-01', reason: 'by consent' },
};
const after = (...events: CooperativeEvent[]) => projected(cooperativesProjection, events)['C-1'];

describe('cooperatives', () => {
  it('have their conventions in the order in which they were signed', () => {
    expect(after(affiliated)).toEqual({ ...cooperative, conventions: [] });
    expect(after(affiliated, signed('CV-1'), signed('CV-2'))?.conventions).toEqual([
      { ...convention('CV-1'), endedOn: null, endReason: null },
      { ...convention('CV-2'), endedOn: null, endReason: null },
    ]);
  });

  it('show which convention ended, and why', () => {
    expect(after(affiliated, signed('CV-1'), signed('CV-2'), ended)?.conventions).toMatchObject([
      { conventionNumber: 'CV-1', endedOn: '2027-01-01', endReason: 'by consent' },
      { conventionNumber: 'CV-2', endedOn: null },
    ]);
  });

  it('have nothing of one that was not seen to be affiliated', () => {
    expect(after(signed('CV-1'))).toBeUndefined();
  });
});
