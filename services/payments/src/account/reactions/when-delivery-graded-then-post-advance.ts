import { collection, type DeliveryGraded, type DeliveryReversed } from '@oce/contracts';
import { asOf, policyCommandId, policyOn, sendTo, type Occasion, type Reaction } from '@oce/policies';
import { businessDate } from '@oce/quantities';
import { attention } from '../../attention';
import { poolEvents, type ArrearsLeft } from '../../pool/domain/pool.events';
import { endedPoolOf, type WoundUpPool } from '../../pool/reads/wound-up-pools';
import { scheduleEvents } from '../../schedule/domain/schedule.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import type { WeighingDays } from '../../schedule/reads/weighing-days';
import { accountAggregate } from '../domain/account';
import type { PostCorrection } from '../domain/account.commands';
import { advanceOf } from '../domain/advance';
import type { PurchaseDocument } from '../reads/purchases';
import { NAME, priced, purchased } from './purchase-reactions';

/** Reference data of a batch: all schedules, the days of weighing, and the pools that are wound up. */
export interface AdvanceView {
  readonly schedules: readonly PublishedSchedule[];
  readonly days: readonly WeighingDays[];
  readonly woundUp: readonly WoundUpPool[];
  /** What was graded between the count of a pool's goods and its end, by the pools that end in the batch. */
  readonly gradedMeanwhile: ReadonlyMap<string, readonly DeliveryGraded['data'][]>;
  /** Purchased deliveries of the products that are priced in the batch. */
  readonly purchases: readonly PurchaseDocument[];
}

/**
 * A graded delivery is advanced under the schedules in force on the day of its weighing, or settled whole where OCE has
 * bought it; a reversed one is corrected.
 * One policy for both, so that a reversal never overtakes its grading. Goods graded after their pool was closed are
 * advanced like all others, and get their share by a supplement. After it was wound up nothing comes any more: an advance
 * would belong to no share, and a clerk decides: OCE bears the advance, or the delivery is reversed. What was graded while
 * the pool was being wound up was advanced before, and OCE bears that too. Which of them it is follows from positions in the
 * log and nothing else.
 */
export const whenDeliveryGradedThenPostAdvance = policyOn(
  collection.delivery.DeliveryGraded,
  collection.delivery.DeliveryReversed,
  poolEvents.ArrearsLeft,
  scheduleEvents.PurchasePricesPublished,
)<AdvanceView>({
  name: NAME,
  after: ['schedules', 'weighing_days', 'pools', 'purchases'],
  react(event, occasion, view) {
    if (event.type === 'ArrearsLeft') return ended(event.data, view);
    if (event.type === 'PurchasePricesPublished') return priced(event.data, occasion, view);
    // What is pressed for its owner is neither advanced nor shared.
    if (event.data.settledAs === 'toll') return [];
    const isBought = event.data.settledAs === 'purchased';
    if (event.type === 'DeliveryGraded') return [(isBought ? purchased : graded)(event.data, occasion, view)];
    return event.data.grade === null ? [] : [reversed(event.data, occasion, view)];
  },
});

function graded(data: DeliveryGraded['data'], occasion: Occasion, view: AdvanceView): Reaction {
  const inForce = new SchedulesInForce(view.schedules, asOf(occasion), view.days);
  const asked = advanceOf(data, inForce);
  const past = view.woundUp.filter(({ woundUpAt }) => woundUpAt !== null && woundUpAt < occasion.position);
  const ended = endedPoolOf(data, past);
  if (ended === undefined || data.replaces !== null)
    return sendTo(accountAggregate, data.producerCode, 'PostAdvance', asked);
  const borne = { ...asked, endedPoolId: ended.poolId };
  const reaction = sendTo(accountAggregate, data.producerCode, 'PostAdvance', borne);
  const { ref, position, commitId } = occasion;
  return sendTo(attention, policyCommandId(NAME, commitId, 0), 'RaiseAttention', {
    policy: NAME,
    reason: 'pool_wound_up',
    detail: `Delivery ${data.deliveryId} was graded after ${ended.poolId} had been wound up: no share of it will come. Retry to advance it all the same, which OCE bears, or have it reversed.`,
    subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
    position,
    reaction,
  });
}

/** Too late to be named by the end of the pool, and advanced before it: what stands for another was settled by its reversal. */
function ended({ poolId, campaignId }: ArrearsLeft['data'], view: AdvanceView): Reaction[] {
  const own = view.woundUp.filter((pool) => pool.poolId === poolId);
  return (view.gradedMeanwhile.get(poolId) ?? [])
    .filter(({ settledAs }) => settledAs !== 'toll' && settledAs !== 'purchased')
    .filter((data) => data.replaces === null && endedPoolOf(data, own) !== undefined)
    .map(({ producerCode, deliveryId }) =>
      sendTo(accountAggregate, producerCode, 'SettleLateGoods', {
        producerCode,
        poolId,
        campaignId,
        deliveryId,
      }),
    );
}

function reversed(data: DeliveryReversed['data'], occasion: Occasion, view: AdvanceView): Reaction {
  const { producerCode, deliveryId, reason, replacement } = data;
  const inForce = new SchedulesInForce(view.schedules, asOf(occasion), view.days);
  return sendTo(accountAggregate, producerCode, 'PostCorrection', {
    producerCode,
    deliveryId,
    reason,
    replacement: replacement && correctedBy(replacement, data, inForce),
    deductions: inForce.deductionsNear(businessDate(occasion.at)),
    published: inForce.allDeductions(),
  });
}

/** What stands in; one that is graded anew has the price of its own grade, frozen by the day of the weighing. */
function correctedBy(
  { deliveryId, payableGrams, regraded }: NonNullable<DeliveryReversed['data']['replacement']>,
  { campaignId, productId, settledAs }: DeliveryReversed['data'],
  inForce: SchedulesInForce,
): NonNullable<PostCorrection['data']['replacement']> {
  if (!regraded) return { deliveryId, payableGrams };
  const { grade, weighedAt } = regraded;
  const day = businessDate(weighedAt);
  const price =
    settledAs === 'purchased'
      ? inForce.purchasePrice(productId, grade, day)
      : inForce.price(campaignId, productId, grade, day);
  return { deliveryId, payableGrams, regraded: { grade, price } };
}
