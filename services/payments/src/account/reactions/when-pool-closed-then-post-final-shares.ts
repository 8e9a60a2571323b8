import type { PoolClosed } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { poolEvents, type FixedShare, type PoolEvent } from '../../pool/domain/pool.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import { accountAggregate } from '../domain/account';
import type { PostFinalShare } from '../domain/account.commands';

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
    const deductions = new SchedulesInForce(schedules, position).deductions(data.closedOn);
    return (shares.get(data.poolId) ?? []).map((share) =>
      sendTo(accountAggregate, share.producerCode, 'PostFinalShare', finalShareOf(data, share, deductions)),
    );
  },
});

function finalShareOf(
  { poolId, campaignId, distributableCentimes, points, closedOn }: PoolClosed['data'],
  share: FixedShare,
  deductions: PostFinalShare['data']['deductions'],
): PostFinalShare['data'] {
  return {
    producerCode: share.producerCode,
    payableGrams: share.payableGrams,
    points: share.points,
    shareCentimes: share.shareCentimes,
    deliveries: share.deliveries,
    poolId,
    campaignId,
    poolValue: { distributableCentimes, points },
    closedOn,
    deductions,
  };
}

/** The shares that count, out of a pool's events: those of the attempt that closed it. */
export function closedShares(events: readonly PoolEvent[]): FixedShare[] {
  const closed = events.find((event) => event.type === 'PoolClosed');
  return events.flatMap((event) =>
    event.type === 'SharesFixed' && event.data.attempt === closed?.data.attempt ? event.data.shares : [],
  );
}
