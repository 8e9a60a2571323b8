import type { FinalSharePosted } from '@oce/contracts';
import { asOf, policyOn, sendTo } from '@oce/policies';
import { poolEvents, type SupplementShare } from '../../pool/domain/pool.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import { accountAggregate } from '../domain/account';

/** The shares of each supplement of a batch, by its attempt, with the value of a point at the closing of its pool. */
export interface SupplementsView {
  readonly schedules: readonly PublishedSchedule[];
  readonly supplements: ReadonlyMap<string, SupplementShares>;
}
interface SupplementShares {
  readonly poolValue: FinalSharePosted['data']['poolValue'];
  readonly shares: readonly SupplementShare[];
}

/** Each member of a supplementary distribution gets a line, under the deduction schedule of its day. */
export const whenSupplementDistributedThenPostSupplements = policyOn(
  poolEvents.SupplementDistributed,
)<SupplementsView>({
  name: 'post-supplements',
  after: ['schedules'],
  react({ data }, occasion, { schedules, supplements }) {
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
