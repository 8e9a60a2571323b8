import { reactionsTo } from '@oce/testing';
import { deductions, P } from '../../test/accounts';
import { poolEvents, type FixedShare } from '../pool/domain/pool.events';
import type { PublishedSchedule } from '../schedule/domain/schedules-in-force';
import {
  whenPoolClosedThenPostFinalShares,
  type SharesView,
} from './reactions/when-pool-closed-then-post-final-shares';

const closed = poolEvents.PoolClosed({
  poolId: 'POOL-1',
  kind: 'pooled',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grades: ['extra'],
  lotIds: null,
  proceedsCentimes: 6_200_000,
  charges: [],
  distributableCentimes: 5_102_000,
  points: '7872310000000',
  members: 2,
  deliveries: 2,
  payableGrams: 3_000_000,
  logPosition: 9,
  attempt: 'A-2',
  closedOn: '2027-01-31',
  lossCentimes: 0,
  lossBorneBy: null,
  oceChargesCapPpm: 40_000,
  acknowledged: [],
  postings: [],
});
const share = (producerCode: string, shareCentimes: number): FixedShare => ({
  producerCode,
  payableGrams: 1_467_000,
  points: '1540350000000',
  shareCentimes,
  deliveries: [
    { deliveryId: `D-${producerCode}`, grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
  ],
});
const published = (version: string, validFrom: string, publishedAt: number): PublishedSchedule => ({
  ...deductions,
  kind: 'deduction',
  version,
  validFrom,
  publishedAt,
});
const view: SharesView = {
  schedules: [published('DEDUCTION-1', '2026-09-01', 1), published('DEDUCTION-2', '2027-02-01', 2)],
  shares: new Map([
    ['A-1', [share('P-0009', 1)]],
    ['A-2', [share(P, 900_000), share('P-0002', 800_000)]],
  ]),
};
const react = (seen: SharesView, position = 10) =>
  reactionsTo(whenPoolClosedThenPostFinalShares, closed, seen, { position });

describe('posting final shares on a closing', () => {
  it('sends each member of the attempt that closed their share, under the schedule of the closing day', () => {
    const common = {
      poolId: 'POOL-1',
      campaignId: 'OLIVE-2026',
      poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
      attempt: 'A-2',
      deductions,
    };
    const posted = (one: FixedShare) => ({
      aggregate: 'account',
      id: one.producerCode,
      type: 'PostFinalShare',
      data: { ...one, ...common },
    });
    expect(react(view)).toEqual([posted(share(P, 900_000)), posted(share('P-0002', 800_000))]);
  });

  it('does not know a schedule that was published after the closing', () => {
    expect(react(view, 1).map(({ data }) => data)).toMatchObject([
      { deductions: null },
      { deductions: null },
    ]);
    expect(react(view, 2)).toMatchObject([{ data: { deductions } }, { data: { deductions } }]);
  });

  it('sends nothing where the attempt that closed has no shares', () => {
    expect(react({ ...view, shares: new Map([['A-1', [share(P, 1)]]]) })).toEqual([]);
  });
});
