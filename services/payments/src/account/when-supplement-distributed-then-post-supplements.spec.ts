import { reactionsTo } from '@oce/testing';
import { deductions, P } from '../../test/accounts';
import { poolEvents } from '../pool/domain/pool.events';
import type { PublishedSchedule } from '../schedule/domain/schedules-in-force';
import {
  whenSupplementDistributedThenPostSupplements,
  type SupplementsView,
} from './reactions/when-supplement-distributed-then-post-supplements';

const distributed = poolEvents.SupplementDistributed({
  poolId: 'POOL-1',
  kind: 'pooled',
  campaignId: 'OLIVE-2026',
  supplementId: 'S-1',
  number: 1,
  attempt: 'A-1',
  distributedCentimes: 100_000,
  sharedCentimes: 90_000,
  points: '7872310000000',
  members: 1,
  lateDeliveries: 1,
  arrearsCentimes: 5_000,
  restCentimes: 0,
  logPosition: 9,
  distributedOn: '2027-03-01',
});
const published = (version: string, validFrom: string, publishedAt: number): PublishedSchedule => ({
  ...deductions,
  kind: 'deduction',
  version,
  validFrom,
  publishedAt,
});
const poolValue = { distributableCentimes: 5_102_000, points: '6331960000000' };
const part = {
  producerCode: P,
  points: '1540350000000',
  shareCentimes: 100_000,
  lateCentimes: 10_000,
  deliveries: [{ deliveryId: 'D1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 }],
};
const supplement = { poolValue, shares: [{ ...part, arrearsCentimes: 5_000 }] };
const schedules = [published('DEDUCTION-1', '2026-09-01', 1), published('DEDUCTION-2', '2027-03-02', 2)];
const react = (supplements: SupplementsView['supplements'], position = 10) =>
  reactionsTo(
    whenSupplementDistributedThenPostSupplements,
    distributed,
    { schedules, supplements, left: new Map() },
    { position },
  );

describe('posting supplements', () => {
  it('sends each member their part without the arrears, under the schedule of the day', () => {
    expect(react(new Map([['A-1', supplement]]))).toEqual([
      {
        aggregate: 'account',
        id: P,
        type: 'PostSupplement',
        data: { ...part, poolId: 'POOL-1', campaignId: 'OLIVE-2026', number: 1, poolValue, deductions },
      },
    ]);
  });

  it('does not know a schedule that was published after the distribution', () => {
    expect(react(new Map([['A-1', supplement]]), 1)).toMatchObject([{ data: { deductions: null } }]);
  });

  it('settles what is left owed when the pool is wound up, member by member', () => {
    const owed = { producerCode: P, arrearsCentimes: 5_000, deliveries: ['D9'], lastNumber: 1 };
    const left = poolEvents.ArrearsLeft({
      poolId: 'POOL-1',
      campaignId: 'OLIVE-2026',
      logPosition: 12,
      attempt: 'E-1',
      members: [],
    });
    const view = { schedules, supplements: new Map(), left: new Map([['POOL-1', [owed]]]) };
    const data = { ...owed, poolId: 'POOL-1', campaignId: 'OLIVE-2026' };
    expect(reactionsTo(whenSupplementDistributedThenPostSupplements, left, view)).toEqual([
      { aggregate: 'account', id: P, type: 'SettleArrears', data },
    ]);
  });

  it('leaves the shares of another attempt alone', () => {
    expect(react(new Map([['A-2', supplement]]))).toEqual([]);
  });
});
