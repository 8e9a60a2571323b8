import { magnitude, toBigInt, toSafeNumber } from './integers';
import { QuantityError } from './quantity-error';

/** Well beyond any exact number; a longer text is refused before it costs anything. */
const LONGEST_TEXT = 64;
const DECIMAL = /^([-\u2212]?)(\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:[.,](\d+))?$/u;

/**
 * Reads a decimal written by a person or a machine as an integer scaled by 10^decimals, without any float.
 * Comma and point are both the decimal sign; thousands are grouped by a space only (plain, no-break or narrow), so
 * that "1,234" and "1.234" have one meaning. Refuses `malformed_decimal`, `too_many_decimals`, `out_of_range`.
 */
export function parseDecimal(text: string, decimals: number): number {
  const match = text.length <= LONGEST_TEXT ? DECIMAL.exec(text.trim()) : null;
  if (!match)
    throw new QuantityError(
      'malformed_decimal',
      `${JSON.stringify(text.slice(0, LONGEST_TEXT))} is not a decimal number`,
    );
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > decimals) {
    throw new QuantityError(
      'too_many_decimals',
      `${JSON.stringify(text)} has more than ${decimals} decimal places`,
    );
  }
  const scaled = BigInt(whole.replace(/\D/gu, '') + fraction.padEnd(decimals, '0'));
  return toSafeNumber(sign === '' ? scaled : -scaled);
}

/** The exact decimal string of a scaled integer, for machines: point, no grouping ("-1234.56"). */
export function formatDecimal(scaled: number | bigint, decimals: number): string {
  const { sign, whole, fraction } = digitsOf(scaled, decimals);
  return decimals === 0 ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** The decimal as it is written in Morocco in French, for people: "-1 234,56". */
export function formatFrench(scaled: number | bigint, decimals: number): string {
  const { sign, whole, fraction } = digitsOf(scaled, decimals);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ' ');
  return decimals === 0 ? sign + grouped : `${sign}${grouped},${fraction}`;
}

function digitsOf(scaled: number | bigint, decimals: number) {
  const value = toBigInt(scaled);
  const digits = magnitude(value)
    .toString()
    .padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return { sign: value < 0n ? '-' : '', whole: digits.slice(0, point), fraction: digits.slice(point) };
}
