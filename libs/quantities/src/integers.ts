import { QuantityError } from './quantity-error';

/**
 * How a quotient becomes an integer. `half-away-from-zero` is the commercial rounding that a member checks by hand;
 * `half-even` has no bias over many lines; `toward-zero` never exceeds a cap.
 */
export type Rounding = 'half-away-from-zero' | 'half-even' | 'toward-zero';

/** The rounding of the settlement: 0.5 goes up, -0.5 goes down, so that a reversal undoes its original exactly. */
export const DEFAULT_ROUNDING: Rounding = 'half-away-from-zero';

/** `value` as a BigInt; refuses fractions, NaN and numbers beyond 2^53 - 1 (`not_an_integer`, `out_of_range`). */
export function toBigInt(value: number | bigint): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isInteger(value)) throw new QuantityError('not_an_integer', `${value} is not a whole number`);
  if (!Number.isSafeInteger(value))
    throw new QuantityError('out_of_range', `${value} is beyond exact integers`);
  return BigInt(value);
}

/** `value` as a plain number; refuses what a number cannot hold exactly (`out_of_range`). Never -0. */
export function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new QuantityError('out_of_range', `${value} is beyond exact integers`);
  return number;
}

/** The exact sum of integers; refuses a sum beyond 2^53 - 1 (`out_of_range`). An empty list sums to 0. */
export function sumExactly(values: Iterable<number | bigint>): number {
  // Big integers where a partial sum needs them alone: this is done for every line of every account.
  let total: number | bigint = 0;
  for (const value of values) {
    const next: number = typeof total === 'number' && typeof value === 'number' ? total + value : NaN;
    total =
      Number.isSafeInteger(value) && Number.isSafeInteger(next) ? next : toBigInt(total) + toBigInt(value);
  }
  return typeof total === 'bigint' ? toSafeNumber(total) : total;
}

/** `numerator / denominator` as an integer under the named rounding; refuses a zero denominator. */
export function divideRounded(
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding = DEFAULT_ROUNDING,
): bigint {
  if (denominator === 0n)
    throw new QuantityError('zero_denominator', `${numerator} cannot be divided by zero`);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n || rounding === 'toward-zero') return quotient;
  const awayFromZero = numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
  const twice = 2n * magnitude(remainder);
  const whole = magnitude(denominator);
  if (twice !== whole) return twice > whole ? awayFromZero : quotient;
  if (rounding === 'half-even') return quotient % 2n === 0n ? quotient : awayFromZero;
  return awayFromZero;
}

/** `value x numerator / denominator`, exact up to one final rounding. */
export function multiplyRatio(
  value: number | bigint,
  numerator: number | bigint,
  denominator: number | bigint,
  rounding: Rounding = DEFAULT_ROUNDING,
): number {
  const product = toBigInt(value) * toBigInt(numerator);
  return toSafeNumber(divideRounded(product, toBigInt(denominator), rounding));
}

/** The absolute value of a BigInt. */
export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
