import { policyOn, sendTo } from '@oce/policies';
import { poolEvents, type FixedShare, type PoolEvent } from '../../pool/domain/pool.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import { accountAggregate } from '../domain/account';

/** The shares of each pool that a batch closes, those of the attempt that closed it, and the schedules. */
export interface SharesView {
  readonly schedules: readonly PublishedSchedule[];
  readonly shares: ReadonlyMap<string, readonly FixedShare[]>;
}

/** Each member of a pool that has closed gets a final share, under the deduction schedule of the closing day. */
export const whenPoolClosedThenPostFinalShares = policyOn(poolEvents.PoolClosed)<SharesView>({
  name: 'post-final-shares',
  after: ['schedules'],
  react({ data }, { position }, { schedules, shares }) {
    const { poolId, campaignId, distributableCentimes, points, closedOn } = data;
    const poolValue = { distributableCentimes, points };
    const deductions = new SchedulesInForce(schedules, position).deductions(closedOn);
    return (shares.get(poolId) ?? []).map((share) => {
      const settled = { ...share, poolId, campaignId, poolValue, deductions };
      return sendTo(accountAggregate, share.producerCode, 'PostFinalShare', settled);
    });
  },
});

/** The shares that count, out of a pool's events: those of the attempt that closed it. */
export function closedShares(events: readonly PoolEvent[]): FixedShare[] {
  const closed = events.find((event) => event.type === 'PoolClosed');
  return events.flatMap((event) =>
    event.type === 'SharesFixed' && event.data.attempt === closed?.data.attempt ? event.data.shares : [],
  );
}
