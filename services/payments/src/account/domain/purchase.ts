import { accounts, type DeliveryGraded } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, ONE_PPM } from '@oce/quantities';
import { advanceOn } from '../../pool/domain/settlement/delivery-value';
import type { SchedulesInForce } from '../../schedule/domain/schedules-in-force';
import type { PostPurchase } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { isPosted, requireReversed } from './advance';
import { deductionPostings, settle, statements, summed } from './settle';

/**
 * A purchased delivery is paid for whole, once: the price of the day of its weighing is final, and OCE's result bears it.
 * One reversed before is not paid. Refuses `no_purchase_price`, `advance_differs`, `reversal_outstanding` and
 * `no_deduction_schedule`.
 */
export function postPurchase({ data, meta }: PostPurchase, state: AccountState): AccountEvent[] {
  const { deliveryId, producerCode, campaignId, productId, grade, payableGrams, price } = data;
  if (state.voided.has(deliveryId) || isPosted(data, state)) return [];
  if (price === null)
    throw conflict(
      'no_purchase_price',
      `No purchase price was in force for ${productId}, grade ${grade}. Publish one: the delivery is settled then.`,
    );
  requireReversed(data.replaces, state);
  const { version: priceScheduleVersion, pricePerKgCentimes } = price;
  const { grossCentimes } = advanceOn(payableGrams, { ...price, advancePpm: ONE_PPM });
  const postedOn = businessDate(meta.now);
  const settlement = settle(grossCentimes, state, data.deductions, postedOn);
  const lineId = `PUR-${deliveryId}`;
  const goods = { deliveryId, campaignId, productId, grade, payableGrams };
  const posted = accountEvents.PurchasePosted({
    lineId,
    producerCode,
    ...goods,
    priceScheduleVersion,
    pricePerKgCentimes,
    settlement,
    postedOn,
    postings: summed([
      { account: accounts.result, amountCentimes: -grossCentimes },
      { account: accounts.member(producerCode), amountCentimes: settlement.netCentimes },
      ...deductionPostings(producerCode, settlement.deductions),
    ]),
  });
  return [posted, ...statements(producerCode, lineId, settlement)];
}

/** What is asked of the account for a purchased delivery; null is the price where none is in force. */
export function purchaseOf(
  data: Pick<
    DeliveryGraded['data'],
    | 'producerCode'
    | 'deliveryId'
    | 'campaignId'
    | 'productId'
    | 'grade'
    | 'payableGrams'
    | 'replaces'
    | 'weighedAt'
  >,
  inForce: SchedulesInForce,
): PostPurchase['data'] {
  const { producerCode, deliveryId, campaignId, productId, grade, payableGrams, replaces, weighedAt } = data;
  const weighedOn = businessDate(weighedAt);
  const line = inForce.purchasePrice(productId, grade, weighedOn);
  return {
    producerCode,
    deliveryId,
    campaignId,
    productId,
    grade,
    payableGrams,
    replaces,
    price: line && { version: line.version, pricePerKgCentimes: line.pricePerKgCentimes },
    deductions: inForce.deductionsOfWeighing(weighedOn),
  };
}
