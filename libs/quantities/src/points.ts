import { formatFrench } from './decimals';
import { divideRounded, toBigInt, toSafeNumber } from './integers';
import { ONE_PPM, trimFraction } from './ppm';
import { QuantityError } from './quantity-error';

/** One point: a kilogram at a coefficient of 1.00, in the unit of `pointsOf` (grams x ppm). */
export const ONE_POINT = 1_000n * BigInt(ONE_PPM);

/**
 * The points a weight earns in a pool: grams x ppm, exact, as a BigInt because a campaign passes 2^53.
 * In events and documents write them as a string (`String(points)`, `BigInt(text)`).
 */
export function pointsOf(weightGrams: number, coefficientPpm: number): bigint {
  if (weightGrams < 0)
    throw new QuantityError('negative_weight_grams', `${weightGrams} g cannot earn points`);
  if (coefficientPpm < 0) {
    throw new QuantityError('negative_coefficient', `a coefficient of ${coefficientPpm} ppm is negative`);
  }
  return toBigInt(weightGrams) * toBigInt(coefficientPpm);
}

/** 7872310000000n -> "7 872,31": for people, in French, exact and without trailing zeros. */
export function formatPoints(points: bigint): string {
  return trimFraction(formatFrench(points, 9));
}

/** What one point is worth, in millionths of a dirham, to be shown; shares are never computed from it. */
export function valuePerPointMicroMad(distributableCentimes: number, points: bigint): number {
  const microMad = toBigInt(distributableCentimes) * 10_000n;
  return toSafeNumber(divideRounded(microMad * ONE_POINT, points));
}
