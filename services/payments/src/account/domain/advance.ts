import { accounts, type DeliveryGraded } from '@oce/contracts';
import { conflict, saysTheSame } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { advanceOn } from '../../pool/domain/settlement/delivery-value';
import type { SchedulesInForce } from '../../schedule/domain/schedules-in-force';
import type { PostAdvance } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { lateGoods } from './arrears';
import { deductionPostings, settle, statements, summed } from './settle';

/**
 * The advance on a graded delivery, once. A delivery reversed before is not paid; one that stands for another has been
 * posted as the difference by the reversal, so that nobody is advanced twice for the same goods. Worked numbers, case 2.
 * Where its pool has ended, OCE bears it in the same commit.
 * Refuses `advance_differs`, `no_price_schedule`, `reversal_outstanding` and `no_deduction_schedule`.
 */
export function postAdvance(command: PostAdvance, state: AccountState): AccountEvent[] {
  const { data } = command;
  const { deliveryId, payableGrams, price, grade } = data;
  if (state.voided.has(deliveryId) || isPosted(data, state)) return [];
  if (price === null) {
    throw conflict(
      'no_price_schedule',
      `No price was in force for ${data.productId}, grade ${grade}. Publish one, then post this again.`,
    );
  }
  requireReversed(data.replaces, state);
  const { grossCentimes } = advanceOn(payableGrams, price);
  const posted = advance(command, { ...data, price }, grossCentimes, state);
  const { endedPoolId: poolId, producerCode, campaignId } = data;
  if (poolId === undefined) return posted;
  return [
    ...posted,
    lateGoods({ producerCode, poolId, campaignId, deliveryId }, grossCentimes, command.meta),
  ];
}

/** Refuses `reversal_outstanding`: what stands for another comes after the reversal of that one. */
export function requireReversed(replaces: string | null, { deliveries }: AccountState): void {
  if (replaces !== null && deliveries.get(replaces)?.isReversed === false)
    throw conflict('reversal_outstanding', `Take back delivery ${replaces} first: this one stands for it.`);
}

/** Posted before for the same goods, at whatever price: that one is frozen. Refuses `advance_differs`. */
export function isPosted(
  {
    deliveryId,
    campaignId,
    grade,
    payableGrams,
  }: Pick<PostAdvance['data'], 'deliveryId' | 'campaignId' | 'grade' | 'payableGrams'>,
  state: AccountState,
): boolean {
  const known = state.deliveries.get(deliveryId);
  if (known === undefined) return false;
  const isSame = saysTheSame(
    [known.campaignId, known.grade, known.payableGrams],
    [campaignId, grade, payableGrams],
  );
  if (!isSame)
    throw conflict(
      'advance_differs',
      `Delivery ${deliveryId} was posted with another grade or weight.`,
      'deliveryId',
    );
  return true;
}

type PricedData = PostAdvance['data'] & { price: NonNullable<PostAdvance['data']['price']> };

function advance(
  { meta }: PostAdvance,
  data: PricedData,
  grossCentimes: number,
  state: AccountState,
): AccountEvent[] {
  const { price, producerCode, campaignId, deliveryId } = data;
  const postedOn = businessDate(meta.now);
  const settlement = settle(grossCentimes, state, data.deductions, postedOn);
  if (settlement.netCentimes < 0) throw conflict('net_negative', 'A net is never negative.');
  const lineId = `ADV-${deliveryId}`;
  const posted = accountEvents.AdvancePosted({
    lineId,
    producerCode,
    deliveryId,
    campaignId,
    productId: data.productId,
    grade: data.grade,
    payableGrams: data.payableGrams,
    priceScheduleVersion: price.version,
    pricePerKgCentimes: price.pricePerKgCentimes,
    advancePpm: price.advancePpm,
    coefficientPpm: price.coefficientPpm,
    settlement,
    postedOn,
    postings: summed([
      { account: accounts.advances(campaignId), amountCentimes: -grossCentimes },
      { account: accounts.member(producerCode), amountCentimes: settlement.netCentimes },
      ...deductionPostings(producerCode, settlement.deductions),
    ]),
  });
  return [posted, ...statements(producerCode, lineId, settlement)];
}

/** What is asked of the account for a grading; without schedules in force it refuses, and a clerk sees why. */
export function advanceOf(data: DeliveryGraded['data'], inForce: SchedulesInForce): PostAdvance['data'] {
  const { producerCode, deliveryId, campaignId, productId, grade, payableGrams, replaces, weighedAt } = data;
  const weighedOn = businessDate(weighedAt);
  return {
    producerCode,
    deliveryId,
    campaignId,
    productId,
    grade,
    payableGrams,
    replaces,
    price: inForce.price(campaignId, productId, grade, weighedOn),
    deductions: inForce.deductionsOfWeighing(weighedOn),
  };
}
