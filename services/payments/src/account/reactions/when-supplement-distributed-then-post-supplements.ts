import type { FinalSharePosted } from '@oce/contracts';
import { asOf, policyOn, sendTo, type Reaction } from '@oce/policies';
import {
  poolEvents,
  type ArrearsLeft,
  type LeftMember,
  type SupplementShare,
} from '../../pool/domain/pool.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import { accountAggregate } from '../domain/account';

/** The shares of each supplement of a batch, by its attempt, with the value of a point at the closing of its pool, and who is left. */
export interface SupplementsView {
  readonly schedules: readonly PublishedSchedule[];
  readonly supplements: ReadonlyMap<string, SupplementShares>;
  /** Who is left at the end of a pool, by pool. */
  readonly left: ReadonlyMap<string, readonly LeftMember[]>;
}
interface SupplementShares {
  readonly poolValue: FinalSharePosted['data']['poolValue'];
  readonly shares: readonly SupplementShare[];
}

/**
 * Each member of a supplementary distribution gets a line, under the deduction schedule of its day; what is left owed when
 * the pool is wound up is settled. One policy for both, so that the end never overtakes a part.
 */
export const whenSupplementDistributedThenPostSupplements = policyOn(
  poolEvents.SupplementDistributed,
  poolEvents.ArrearsLeft,
)<SupplementsView>({
  name: 'post-supplements',
  after: ['schedules'],
  react(event, occasion, { schedules, supplements, left }) {
    if (event.type === 'ArrearsLeft') return settled(event.data, left.get(event.data.poolId) ?? []);
    const { data } = event;
    const { poolId, campaignId, number, attempt, distributedOn } = data;
    const found = supplements.get(attempt);
    if (found === undefined) return [];
    const { poolValue, shares } = found;
    const deductions = new SchedulesInForce(schedules, asOf(occasion)).deductions(distributedOn);
    return shares.map((share) => {
      const { producerCode, points, shareCentimes, lateCentimes, deliveries } = share;
      const part = { producerCode, points, shareCentimes, lateCentimes, deliveries };
      const posted = { ...part, poolId, campaignId, number, poolValue, deductions };
      return sendTo(accountAggregate, producerCode, 'PostSupplement', posted);
    });
  },
});

const settled = ({ poolId, campaignId }: ArrearsLeft['data'], members: readonly LeftMember[]): Reaction[] =>
  members.map((left) =>
    sendTo(accountAggregate, left.producerCode, 'SettleArrears', { ...left, poolId, campaignId }),
  );
