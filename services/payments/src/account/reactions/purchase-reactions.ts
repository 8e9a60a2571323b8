import type { DeliveryGraded } from '@oce/contracts';
import { asOf, policyCommandId, sendTo, type Occasion, type Reaction } from '@oce/policies';
import { attention } from '../../attention';
import type { PurchasePricesPublished } from '../../schedule/domain/schedule.events';
import { SchedulesInForce, type PublishedSchedule } from '../../schedule/domain/schedules-in-force';
import type { WeighingDays } from '../../schedule/reads/weighing-days';
import { accountAggregate } from '../domain/account';
import { purchaseOf } from '../domain/purchase';
import type { PurchaseDocument } from '../reads/purchases';

/** The policy that these are a part of: grading, reversal and the price of a purchase keep their order. */
export const NAME = 'post-advance-on-grading';

interface Terms {
  readonly schedules: readonly PublishedSchedule[];
  readonly days: readonly WeighingDays[];
}

/** A purchased delivery is settled at its price; while there is none it waits where a clerk sees it. */
export function purchased(
  data: DeliveryGraded['data'],
  occasion: Occasion,
  { schedules, days }: Terms,
): Reaction {
  const inForce = new SchedulesInForce(schedules, asOf(occasion), days);
  const asked = purchaseOf(data, inForce);
  const reaction = sendTo(accountAggregate, data.producerCode, 'PostPurchase', asked);
  if (asked.price !== null) return reaction;
  const { ref, position, commitId } = occasion;
  return sendTo(attention, policyCommandId(NAME, commitId, 0), 'RaiseAttention', {
    policy: NAME,
    reason: 'no_purchase_price',
    detail: `Delivery ${data.deliveryId} was bought without a price for ${data.productId}, grade ${data.grade}. Publish one that is in force on the day of the weighing: the delivery is settled then.`,
    subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
    position,
    reaction,
  });
}

/**
 * Prices are published: what was graded before and had none is settled, and waits for no clerk any more. What had a price
 * before these keeps it.
 */
export function priced(
  { productId, version }: PurchasePricesPublished['data'],
  { position }: Occasion,
  { schedules, days, purchases }: Terms & { readonly purchases: readonly PurchaseDocument[] },
): Reaction[] {
  const before = new SchedulesInForce(schedules, position, days);
  const after = new SchedulesInForce(schedules, position + 1, days);
  return purchases
    .filter((one) => one.productId === productId && one.gradedAt < position)
    .filter((one) => purchaseOf(one, before).price === null)
    .map((one) => ({ one, asked: purchaseOf(one, after) }))
    .filter(({ asked }) => asked.price !== null)
    .sort((a, b) => a.one.gradedAt - b.one.gradedAt)
    .flatMap(({ one: { commitId, producerCode }, asked }) => [
      sendTo(accountAggregate, producerCode, 'PostPurchase', asked),
      sendTo(attention, policyCommandId(NAME, commitId, 0), 'ResolveAttention', {
        resolution: 'retried',
        note: `settled by ${version}`,
      }),
    ]);
}
