import { accounts, type CountedInstead } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, pointsOf } from '@oce/quantities';
import { type DeductionSchedule } from '../../pool/domain/settlement/deductions';
import { advanceOn, correctAfterClosing } from '../../pool/domain/settlement/delivery-value';
import type { PostCorrection } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { freeLineId, type AccountDelivery, type AccountState } from './account.state';
import { disputesEndedBy } from './reopen';
import { deductionPostings, settle, statements, summed } from './settle';
import { borneBy, settleAnew, settledAsOf, unpaidLinesOf, type CorrectionHead } from './settle-anew';
import { requireNotHeld } from './take-back-guard';

/** What a correction needs to know; `counts` is the delivery that stands for it from now on, if any. */
export type DeliveryCorrection = Omit<PostCorrection['data'], 'replacement'> & {
  readonly counts: CountedInstead | null;
  readonly today: string;
  /** Another id than the usual one, for a line that follows a first correction. */
  readonly lineId?: string;
};

/**
 * A delivery was reversed: takes it back, or posts the difference to the delivery that stands for it. One that was not
 * posted yet never will be. A second reversal changes nothing.
 */
export function postCorrection({ data, meta }: PostCorrection, state: AccountState): AccountEvent[] {
  const { producerCode, deliveryId, replacement, reason, deductions, published } = data;
  const known = state.deliveries.get(deliveryId);
  if (state.voided.has(deliveryId) || known?.isReversed) return [];
  if (known === undefined) return [accountEvents.DeliveryVoided({ producerCode, deliveryId, reason })];
  const counts = replacement === null ? null : countedInstead(known, replacement);
  const today = businessDate(meta.now);
  return correctDelivery(state, {
    producerCode,
    deliveryId,
    counts,
    reason,
    deductions,
    published,
    today,
  });
}

/** Refuses `no_price_schedule` for a grade that no schedule prices. */
function countedInstead(
  known: AccountDelivery,
  { deliveryId, payableGrams, regraded }: NonNullable<PostCorrection['data']['replacement']>,
): CountedInstead {
  const { grade, coefficientPpm, pricePerKgCentimes, advancePpm } = regraded ? pricedAs(regraded) : known;
  const frozen = { version: 'as at delivery', pricePerKgCentimes, advancePpm };
  const advanceCentimes = advanceOn(payableGrams, frozen).grossCentimes;
  const counted = { deliveryId, grade, payableGrams, coefficientPpm, advanceCentimes };
  return regraded ? { ...counted, price: { pricePerKgCentimes, advancePpm } } : counted;
}

type Regraded = NonNullable<NonNullable<PostCorrection['data']['replacement']>['regraded']>;

function pricedAs({ grade, price }: Regraded) {
  if (price === null)
    throw conflict(
      'no_price_schedule',
      `No price was in force for the grade ${grade}. Publish one, then post this again.`,
    );
  return { grade, ...price };
}

/**
 * Corrects what a delivery earned: its advance while its pool is open, the value of its points once the pool is closed
 * (worked numbers, case 5), its advance again where the pool has ended without a share for it. An advance not paid yet is settled anew, as if it had been right from the start; otherwise what
 * was too much becomes a claim, and what was too little a new amount under the caps.
 */
export function correctDelivery(state: AccountState, correction: DeliveryCorrection): AccountEvent[] {
  const delivery = state.deliveries.get(correction.deliveryId);
  if (delivery === undefined) throw conflict('delivery_unknown', 'Nothing was posted for this delivery.');
  if (delivery.settledIn !== null) return afterClosing(state, delivery, delivery.settledIn, correction);
  const amountCentimes = (correction.counts?.advanceCentimes ?? 0) - delivery.advanceCentimes;
  const head = headOf(state, delivery, correction);
  const lines = unpaidLinesOf(state, delivery);
  if (lines.length > 0)
    return [
      ...disputesEndedBy(state, lines, head),
      ...settleAnew(state, delivery, { ...head, amountCentimes, lines }, correction),
    ];
  const counterAccount = borneBy(delivery);
  return [
    ...disputesEndedBy(state, [], head),
    ...postAmount(state, { ...head, amountCentimes, counterAccount }, correction),
  ];
}

function afterClosing(
  state: AccountState,
  delivery: AccountDelivery,
  poolId: string,
  correction: DeliveryCorrection,
): AccountEvent[] {
  requireNotHeld(state, poolId);
  const { amountCentimes, pointsDelta } = valueAfterClosing(state, delivery, poolId, correction);
  const head = { ...headOf(state, delivery, correction), poolId, pointsDelta: String(pointsDelta) };
  const counterAccount = accounts.pool(poolId);
  return [
    ...disputesEndedBy(state, [], head),
    ...postAmount(state, { ...head, amountCentimes, counterAccount }, correction),
  ];
}

/** The change of points, and its value; of a delivery that its pool left without a share, the change of the advance. */
function valueAfterClosing(
  state: AccountState,
  delivery: AccountDelivery,
  poolId: string,
  { deliveryId, counts }: DeliveryCorrection,
): { amountCentimes: number; pointsDelta: bigint } {
  const after = counts ?? { payableGrams: 0, coefficientPpm: delivery.coefficientPpm };
  const pointsDelta =
    pointsOf(after.payableGrams, after.coefficientPpm) -
    pointsOf(delivery.payableGrams, delivery.coefficientPpm);
  if (delivery.isLeft)
    return { amountCentimes: (counts?.advanceCentimes ?? 0) - delivery.advanceCentimes, pointsDelta };
  const pool = state.pools.get(poolId);
  if (pool === undefined) throw conflict('pool_unknown', `The account has no share of ${poolId}.`);
  if (pointsDelta === 0n) return { amountCentimes: 0, pointsDelta };
  return correctAfterClosing(deliveryId, delivery, after, { ...pool, points: BigInt(pool.points) });
}

function headOf(
  state: AccountState,
  delivery: AccountDelivery,
  correction: DeliveryCorrection,
): CorrectionHead {
  const { producerCode, deliveryId, counts, reason, today } = correction;
  return {
    lineId: freeLineId(state, correction.lineId ?? `COR-${deliveryId}`),
    producerCode,
    campaignId: delivery.campaignId,
    poolId: null,
    citesLineId: delivery.lineId,
    deliveryId,
    grade: delivery.grade,
    counts,
    pointsDelta: '0',
    basis: counts === null ? 'reversal' : 'replacement',
    ...settledAsOf(delivery),
    reason,
    postedOn: today,
  };
}

/** Posts a change of a gross: too much becomes a claim, too little is paid under the caps, against a counter account. */
export function postAmount(
  state: AccountState,
  {
    amountCentimes,
    counterAccount,
    ...head
  }: CorrectionHead & { amountCentimes: number; counterAccount: string },
  { deductions, today }: { deductions: DeductionSchedule | null; today: string },
): AccountEvent[] {
  const { producerCode, lineId } = head;
  const settlement = amountCentimes > 0 ? settle(amountCentimes, state, deductions, today) : null;
  const netCentimes = settlement?.netCentimes ?? 0;
  const claimCentimes = Math.max(0, -amountCentimes);
  const postings = summed([
    { account: counterAccount, amountCentimes: -amountCentimes },
    { account: accounts.member(producerCode), amountCentimes: netCentimes },
    { account: accounts.inputCredit(producerCode), amountCentimes: -claimCentimes },
    ...deductionPostings(producerCode, settlement?.deductions ?? []),
  ]);
  const given = { reopened: [], resettles: [] };
  const sums = { amountCentimes, netCentimes, claimCentimes, ...given, settlement, postings };
  return [
    accountEvents.CorrectionPosted({ ...head, ...sums }),
    ...(settlement ? statements(producerCode, lineId, settlement) : []),
  ];
}
