import { payments, type CorrectionPosted } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { whenCorrectionPostedThenTakeCorrection } from './reactions/when-correction-posted-then-take-correction';

const posted = (change: Partial<CorrectionPosted['data']> = {}) =>
  payments.account.CorrectionPosted({
    lineId: 'COR-D-1',
    producerCode: 'P-1',
    campaignId: 'OLIVE-2026',
    poolId: 'POOL-1',
    citesLineId: 'FIN-POOL-1',
    deliveryId: 'D-1',
    grade: 'extra',
    basis: 'reversal',
    counts: null,
    pointsDelta: '-105000000000',
    amountCentimes: -68_050,
    netCentimes: 0,
    claimCentimes: 68_050,
    reopened: [],
    settlement: null,
    reason: 'wrong tare',
    postedOn: '2027-02-10',
    postings: [],
    ...change,
  });
const react = (change?: Partial<CorrectionPosted['data']>) =>
  reactionsTo(whenCorrectionPostedThenTakeCorrection, posted(change));

describe('taking a correction', () => {
  it('tells the pool at whose value it was made, by the change of the gross, and where it stands in the log', () => {
    expect(react()).toEqual([
      {
        aggregate: 'pool',
        id: 'POOL-1',
        type: 'TakeCorrection',
        data: { producerCode: 'P-1', lineId: 'COR-D-1', amountCentimes: -68_050, postedAt: 1 },
      },
    ]);
  });

  it('tells nobody before the closing', () => {
    expect(react({ poolId: null })).toEqual([]);
  });

  it('tells nobody where no money moves', () => {
    expect(react({ amountCentimes: 0 })).toEqual([]);
  });
});
