import { invalid } from '@oce/event-sourcing';
import { multiplyRatio, ONE_PPM, pointsOf } from '@oce/quantities';
import { requireAmount, requireShare } from './guards';
import type { ClosedValue } from './shares';

/** A version of the price schedule, as frozen at delivery. */
export interface PriceSchedule {
  readonly version: string;
  readonly pricePerKgCentimes: number;
  readonly advancePpm: number;
}

/** What is paid on delivery, before deductions, with what explains it. */
export interface Advance {
  readonly scheduleVersion: string;
  readonly payableGrams: number;
  readonly pricePerKgCentimes: number;
  readonly advancePpm: number;
  readonly grossCentimes: number;
}

const GRAMS_PER_KG = 1_000;

/**
 * The advance on a payable weight: a share of the price, rounded once, half away from zero. Worked numbers, case 2:
 * 60 % of 6.00 a kilogram on 1,467 kg is 5,281.20. Its deductions are those of `deduct`.
 * Refuses `amount_negative`, `amount_not_whole`, `share_out_of_range`.
 */
export function advanceOn(payableGrams: number, price: PriceSchedule): Advance {
  requireAmount(payableGrams, 'payableGrams');
  requireAmount(price.pricePerKgCentimes, 'pricePerKgCentimes');
  requireShare(price.advancePpm, 'advancePpm');
  const perKg = BigInt(price.pricePerKgCentimes) * BigInt(price.advancePpm);
  return {
    scheduleVersion: price.version,
    payableGrams,
    pricePerKgCentimes: price.pricePerKgCentimes,
    advancePpm: price.advancePpm,
    grossCentimes: multiplyRatio(payableGrams, perKg, GRAMS_PER_KG * ONE_PPM),
  };
}

/** A delivery as it counts: the weight that is paid for and its coefficient. */
export interface CountedDelivery {
  readonly payableGrams: number;
  readonly coefficientPpm: number;
}

/** A new line that cites the original; nothing is edited. Negative: the member was paid too much. */
export interface Correction {
  readonly citesDeliveryId: string;
  readonly pointsDelta: bigint;
  readonly amountCentimes: number;
}

/**
 * Values a change found after closing at the closed value of a point, rounded once, half away from zero; the shares of
 * the other members stay. `before` is the delivery as last counted, `after` as it is now known (0 g for a reversal).
 * Worked numbers, case 5: 100 kg less at 1.05 is -680.50. A pool still open is run again instead.
 * Refuses `nothing_to_correct`.
 */
export function correctAfterClosing(
  deliveryId: string,
  before: CountedDelivery,
  after: CountedDelivery,
  closed: ClosedValue,
): Correction {
  const pointsDelta =
    pointsOf(after.payableGrams, after.coefficientPpm) - pointsOf(before.payableGrams, before.coefficientPpm);
  if (pointsDelta === 0n) throw invalid('nothing_to_correct', `Delivery ${deliveryId} counts as it did.`);
  return {
    citesDeliveryId: deliveryId,
    pointsDelta,
    amountCentimes: multiplyRatio(pointsDelta, closed.distributableCentimes, closed.points),
  };
}
