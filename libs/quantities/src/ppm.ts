import { formatFrench, parseDecimal } from './decimals';
import {
  DEFAULT_ROUNDING,
  divideRounded,
  multiplyRatio,
  type Rounding,
  toBigInt,
  toSafeNumber,
} from './integers';
import { QuantityError } from './quantity-error';

/** One whole in parts per million: 100 %, or a coefficient of 1.00. */
export const ONE_PPM = 1_000_000;

/** `value x ppm / 1e6` as an integer in the unit of `value`, half away from zero unless another rounding is named. */
export function multiplyPpm(value: number, ppm: number, rounding: Rounding = DEFAULT_ROUNDING): number {
  return multiplyRatio(value, ppm, ONE_PPM, rounding);
}

/** "1,05" -> 1050000: a coefficient or a share of one; at most six decimals. */
export function parseCoefficientPpm(text: string): number {
  return parseDecimal(text, 6);
}

/** "3,2" or "3.2 %" -> 32000 ppm; at most four decimals. */
export function parsePercentPpm(text: string): number {
  return parseDecimal(text.replace(/\s*%\s*$/u, ''), 4);
}

/** 32000 ppm -> "3,2 %": for people, in French, exact and without trailing zeros. */
export function formatPercent(ppm: number): string {
  return `${trimFraction(formatFrench(ppm, 4))} %`;
}

/** What share `part` is of `whole`, in ppm; refuses a zero whole (`zero_denominator`). */
export function shareInPpm(part: number, whole: number, rounding: Rounding = DEFAULT_ROUNDING): number {
  return multiplyRatio(part, ONE_PPM, whole, rounding);
}

/** Whether a difference is a share of the whole within so many ppm, whichever way it goes; exact at any size. */
export function isWithinPpm(difference: number, whole: number, ppm: number): boolean {
  const deviation = toBigInt(difference < 0 ? -difference : difference);
  return deviation * BigInt(ONE_PPM) <= toBigInt(ppm) * toBigInt(whole);
}

/** "1 234,500" -> "1 234,5" and "3,000" -> "3"; the text has a decimal comma. */
function trimFraction(french: string): string {
  return french.replace(/,?0+$/u, '');
}

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
