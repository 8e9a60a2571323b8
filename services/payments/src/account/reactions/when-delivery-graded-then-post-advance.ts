import { collection, type DeliveryGraded, type DeliveryReversed } from '@oce/contracts';
import { policyCommandId, policyOn, sendTo, type Reaction } from '@oce/policies';
import type { Envelope } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import { attention } from '../../attention';
import type { PoolDocument } from '../../pool/reads/pools';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import type { WeighingDays } from '../../schedule/reads/weighing-days';
import { accountAggregate } from '../domain/account';
import type { PostCorrection } from '../domain/account.commands';
import { advanceOf } from '../domain/advance';

/** Reference data of a batch: all schedules, the days of weighing, and the pools that are closed. */
export interface AdvanceView {
  readonly schedules: readonly PublishedSchedule[];
  readonly days: readonly WeighingDays[];
  readonly closed: readonly ClosedPool[];
}
type ClosedPool = Pick<PoolDocument, 'poolId' | 'kind' | 'campaignId' | 'grades'> & {
  readonly closing: Pick<NonNullable<PoolDocument['closing']>, 'logPosition'> | null;
};

const NAME = 'post-advance-on-grading';

/**
 * A graded delivery is advanced under the schedules in force on the day of its weighing; a reversed one is corrected.
 * One policy for both, so that a reversal never overtakes its grading. A grading that comes after its pool was counted
 * goes to a clerk: an advance on it would belong to no share.
 */
export const whenDeliveryGradedThenPostAdvance = policyOn(
  collection.delivery.DeliveryGraded,
  collection.delivery.DeliveryReversed,
)<AdvanceView>({
  name: NAME,
  after: ['schedules', 'weighing_days', 'pools'],
  react(event, envelope, view) {
    if (event.type === 'DeliveryGraded') return [graded(event.data, envelope, view)];
    return event.data.grade === null ? [] : [reversed(event.data, envelope, view)];
  },
});

function graded(data: DeliveryGraded['data'], envelope: Envelope, view: AdvanceView): Reaction {
  const inForce = new SchedulesInForce(view.schedules, envelope.position, view.days);
  const reaction = sendTo(accountAggregate, data.producerCode, 'PostAdvance', advanceOf(data, inForce));
  const late = view.closed.find(
    (pool) =>
      pool.kind === 'pooled' &&
      pool.campaignId === data.campaignId &&
      pool.grades.includes(data.grade) &&
      envelope.position > (pool.closing?.logPosition ?? Number.MAX_SAFE_INTEGER),
  );
  if (late === undefined || data.replaces !== null) return reaction;
  const { ref, position, commitId } = envelope;
  return sendTo(attention, policyCommandId(NAME, commitId, 0), 'RaiseAttention', {
    policy: NAME,
    reason: 'pool_closed',
    detail: `Delivery ${data.deliveryId} was graded after ${late.poolId} had been counted. Retry to advance it all the same.`,
    subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
    position,
    reaction,
  });
}

function reversed(data: DeliveryReversed['data'], envelope: Envelope, view: AdvanceView): Reaction {
  const { producerCode, deliveryId, reason, replacement } = data;
  const inForce = new SchedulesInForce(view.schedules, envelope.position, view.days);
  return sendTo(accountAggregate, producerCode, 'PostCorrection', {
    producerCode,
    deliveryId,
    reason,
    replacement: replacement && correctedBy(replacement, data, inForce),
    deductions: inForce.deductionsNear(businessDate(envelope.at)),
  });
}

/** What stands in; one that is graded anew has the price of its own grade, frozen by the day of the weighing. */
function correctedBy(
  { deliveryId, payableGrams, regraded }: NonNullable<DeliveryReversed['data']['replacement']>,
  { campaignId, productId }: DeliveryReversed['data'],
  inForce: SchedulesInForce,
): NonNullable<PostCorrection['data']['replacement']> {
  if (regraded === null) return { deliveryId, payableGrams };
  const { grade, weighedAt } = regraded;
  const price = inForce.price(campaignId, productId, grade, businessDate(weighedAt));
  return { deliveryId, payableGrams, regraded: { grade, price } };
}
