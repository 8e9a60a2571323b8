import { asOf, policyOn, sendTo } from '@oce/policies';
import { poolEvents, type FixedShare } from '../../pool/domain/pool.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import { accountAggregate } from '../domain/account';

/** The shares of each closing of a batch, by the attempt that closed, and the schedules. */
export interface SharesView {
  readonly schedules: readonly PublishedSchedule[];
  readonly shares: ReadonlyMap<string, readonly FixedShare[]>;
}

/** Each member of a pool that has closed gets a final share, under the deduction schedule of the closing day. */
export const whenPoolClosedThenPostFinalShares = policyOn(poolEvents.PoolClosed)<SharesView>({
  name: 'post-final-shares',
  after: ['schedules'],
  react({ data }, occasion, { schedules, shares }) {
    const { poolId, campaignId, distributableCentimes, points, closedOn, attempt } = data;
    const poolValue = { distributableCentimes, points };
    const deductions = new SchedulesInForce(schedules, asOf(occasion)).deductions(closedOn);
    return (shares.get(attempt) ?? []).map((share) => {
      const settled = { ...share, poolId, campaignId, poolValue, attempt, deductions };
      return sendTo(accountAggregate, share.producerCode, 'PostFinalShare', settled);
    });
  },
});
