import { decimalToDouble, toDecimal, toDouble } from './decimal';
import { type Value, isNumeric } from './values';

/** The value as a JavaScript integer, if it is a number of any type without a fraction; else undefined. */
export function integerOf(value: Value | undefined): number | undefined {
  if (!isNumeric(value)) return undefined;
  const double = toDouble(value);
  return Number.isSafeInteger(double) ? double : undefined;
}

/** MongoDB's truth: everything but false, null, zero and what is missing. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || toDouble(value) !== 0;
}

/** The whole part of a number, exactly; undefined for what is none or passes 64 bits. */
export function wholePartOf(value: Value | undefined): bigint | undefined {
  if (!isNumeric(value)) return undefined;
  if (typeof value === 'bigint') return value;
  const decimal = toDecimal(value);
  if (!(Math.abs(decimalToDouble(decimal)) < 2 ** 63) || typeof decimal === 'number') return undefined;
  const { coefficient, exponent } = decimal;
  return exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent);
}
