import { toDouble } from './decimal';
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
