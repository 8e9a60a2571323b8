import { Decimal128 } from 'bson';
import { isDecimal, isDouble, type Numeric } from './values';

/** Decimal128 keeps 34 significant digits and an exponent between these two. */
const MAX_DIGITS = 34;
const MIN_EXPONENT = -6176;
const MAX_EXPONENT = 6111;

/** A finite number as coefficient * 10^exponent. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const digitsOf = (value: bigint): number => abs(value).toString().length;

/** numerator / denominator to the nearest integer, halves to even. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [abs(numerator), abs(denominator)];
  const quotient = n / d;
  const twice = (n % d) * 2n;
  const up = twice > d || (twice === d && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** The value with at most 34 significant digits, halves to even. */
export function roundDecimal({ coefficient, exponent }: Decimal): Decimal {
  let [c, e] = [coefficient, exponent];
  for (let excess = digitsOf(c) - MAX_DIGITS; excess > 0; excess = digitsOf(c) - MAX_DIGITS) {
    c = divideHalfEven(c, 10n ** BigInt(excess));
    e += excess;
  }
  return { coefficient: c, exponent: e };
}

function parseDecimalText(text: string): Decimal {
  const [mantissa = '0', exponent = '0'] = text.split(/e/i);
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** The exact value of a finite double, rounded to 34 digits as MongoDB does when doubles meet decimals. */
export function decimalFromDouble(value: number): Decimal {
  if (Number.isInteger(value)) return roundDecimal({ coefficient: BigInt(value), exponent: 0 });
  let [scaled, bits] = [value, 0];
  while (!Number.isInteger(scaled) && bits < 1074) {
    scaled *= 2;
    bits += 1;
  }
  return roundDecimal({ coefficient: BigInt(scaled) * 5n ** BigInt(bits), exponent: -bits });
}

/** The value of a number as a decimal, or a double where it is not finite: NaN, Infinity, -Infinity. */
export function toDecimal(value: Numeric): Decimal | number {
  if (typeof value === 'number' || typeof value === 'bigint')
    return { coefficient: BigInt(value), exponent: 0 };
  if (isDouble(value)) return Number.isFinite(value.value) ? decimalFromDouble(value.value) : value.value;
  const text = value.toString();
  return /^-?(inf|nan)/i.test(text) ? Number(text.replace('inf', 'Inf')) : parseDecimalText(text);
}

/** A decimal as BSON. The digits kept are those given: 1.50 stays 1.50. */
export function fromDecimal(decimal: Decimal | number): Decimal128 {
  if (typeof decimal === 'number') return Decimal128.fromString(String(decimal));
  const { coefficient, exponent } = clampExponent(roundDecimal(decimal));
  return Decimal128.fromString(`${coefficient}E${exponent >= 0 ? '+' : ''}${exponent}`);
}

function clampExponent({ coefficient, exponent }: Decimal): Decimal {
  if (exponent < MIN_EXPONENT) {
    return {
      coefficient: divideHalfEven(coefficient, 10n ** BigInt(MIN_EXPONENT - exponent)),
      exponent: MIN_EXPONENT,
    };
  }
  if (exponent > MAX_EXPONENT && coefficient === 0n) return { coefficient, exponent: MAX_EXPONENT };
  return { coefficient, exponent };
}

/** Compares two finite decimals by value. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = a.coefficient < 0n ? -1 : a.coefficient > 0n ? 1 : 0;
  const signB = b.coefficient < 0n ? -1 : b.coefficient > 0n ? 1 : 0;
  if (signA !== signB || signA === 0) return Math.sign(signA - signB);
  const magnitudeA = digitsOf(a.coefficient) + a.exponent;
  const magnitudeB = digitsOf(b.coefficient) + b.exponent;
  if (magnitudeA !== magnitudeB) return magnitudeA < magnitudeB ? -signA : signA;
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Sum, to 34 digits. A far smaller summand is dropped when it cannot reach a kept digit. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.coefficient === 0n && b.exponent <= a.exponent) return roundDecimal(b);
  if (b.coefficient === 0n && a.exponent <= b.exponent) return roundDecimal(a);
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return roundDecimal({ coefficient: left + right, exponent });
}

export const multiplyDecimals = (a: Decimal, b: Decimal): Decimal =>
  roundDecimal({ coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent });

/** Quotient, to 34 digits; an exact quotient keeps no more zeros than it needs. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(0, MAX_DIGITS + 2 + digitsOf(b.coefficient) - digitsOf(a.coefficient));
  const numerator = a.coefficient * 10n ** BigInt(scale);
  const truncated = numerator / b.coefficient;
  const ideal = a.exponent - b.exponent;
  if (truncated * b.coefficient !== numerator) {
    // A digit that is never zero marks the remainder, so that no half is rounded as if it were exact.
    const sticky = truncated * 10n + (numerator < 0n === b.coefficient < 0n ? 1n : -1n);
    return roundDecimal({ coefficient: sticky, exponent: ideal - scale - 1 });
  }
  let [coefficient, exponent] = [truncated, ideal - scale];
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return roundDecimal({ coefficient, exponent });
}

/** The nearest double. */
export function decimalToDouble(decimal: Decimal | number): number {
  return typeof decimal === 'number' ? decimal : Number(`${decimal.coefficient}e${decimal.exponent}`);
}

/** The number as a double: exact for int32 and doubles, the nearest for the others. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return isDecimal(value) ? decimalToDouble(toDecimal(value)) : value.value;
}
