import { collection, type DeliveryGraded, type DeliveryReversed } from '@oce/contracts';
import { policyCommandId, policyOn, sendTo, type Reaction } from '@oce/policies';
import type { Envelope } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import { attention } from '../../attention';
import type { PoolDocument } from '../../pool/reads/pools';
import { SchedulesInForce } from '../../schedule/domain/schedules-in-force';
import type { ScheduleDocument } from '../../schedule/reads/schedules';
import { accountAggregate } from '../domain/account';
import type { PostAdvance, PostCorrection } from '../domain/account.commands';

/** Reference data of a batch: all schedules, and the pools that are closed. */
export interface AdvanceView {
  readonly schedules: readonly ScheduleDocument[];
  readonly closed: readonly Pick<PoolDocument, 'poolId' | 'kind' | 'campaignId' | 'grades' | 'closing'>[];
}

const NAME = 'post-advance-on-grading';

/**
 * A graded delivery is advanced under the schedules in force on the day of its weighing; a reversed one is corrected.
 * One policy for both, so that a reversal never overtakes its grading. A grading that comes after its pool was counted
 * goes to a clerk: an advance on it would belong to no share.
 */
export const postAdvanceOnGradingPolicy = policyOn(
  collection.delivery.DeliveryGraded,
  collection.delivery.DeliveryReversed,
)<AdvanceView>({
  name: NAME,
  after: ['schedules', 'pools'],
  react(event, envelope, view) {
    if (event.type === 'DeliveryGraded') return graded(event.data, envelope, view);
    return event.data.grade === null ? [] : [reversed(event.data, envelope, view)];
  },
});

function graded(data: DeliveryGraded['data'], envelope: Envelope, view: AdvanceView): Reaction[] {
  const reaction = sendTo(
    accountAggregate,
    data.producerCode,
    'PostAdvance',
    advanceData(data, new SchedulesInForce(view.schedules, envelope.position)),
  );
  const late = view.closed.find(
    (pool) =>
      pool.kind === 'pooled' &&
      pool.campaignId === data.campaignId &&
      pool.grades.includes(data.grade) &&
      envelope.position > (pool.closing?.logPosition ?? Number.MAX_SAFE_INTEGER),
  );
  if (late === undefined || data.replaces !== null) return [reaction];
  return [lateDelivery(data, envelope, late.poolId, reaction)];
}

/** The command for a grading; without schedules in force the account refuses it, and a clerk sees why. */
export function advanceData(data: DeliveryGraded['data'], inForce: SchedulesInForce): PostAdvance['data'] {
  const { producerCode, deliveryId, campaignId, productId, grade, payableGrams, replaces, weighedAt } = data;
  const weighedOn = businessDate(weighedAt);
  return {
    producerCode,
    deliveryId,
    campaignId,
    productId,
    grade,
    payableGrams,
    weighedOn,
    replaces,
    price: inForce.price(campaignId, productId, grade, weighedOn),
    deductions: inForce.deductions(weighedOn),
  };
}

function lateDelivery(
  { deliveryId }: DeliveryGraded['data'],
  { ref, position, commitId }: Envelope,
  poolId: string,
  reaction: Reaction,
): Reaction {
  return sendTo(attention, policyCommandId(NAME, commitId, 0), 'RaiseAttention', {
    policy: NAME,
    reason: 'pool_closed',
    detail: `Delivery ${deliveryId} was graded after ${poolId} had been counted. Retry to advance it all the same.`,
    subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
    position,
    reaction,
  });
}

function reversed(data: DeliveryReversed['data'], envelope: Envelope, view: AdvanceView): Reaction {
  const { producerCode, deliveryId, reason, replacement } = data;
  const inForce = new SchedulesInForce(view.schedules, envelope.position);
  const command: PostCorrection['data'] = {
    producerCode,
    deliveryId,
    reason,
    replacement: replacement && {
      deliveryId: replacement.deliveryId,
      payableGrams: replacement.payableGrams,
    },
    deductions: inForce.deductionsNear(businessDate(envelope.at)),
  };
  return sendTo(accountAggregate, producerCode, 'PostCorrection', command);
}
