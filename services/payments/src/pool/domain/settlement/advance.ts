import { multiplyRatio, ONE_PPM } from '@oce/quantities';
import { requireAmount, requireShare } from './guards';

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
