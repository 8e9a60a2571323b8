import { type Decimal, compareDecimals, decimalFromDouble, toDecimal } from '../bson/decimal';
import { type Numeric, isDecimal, isDouble } from '../bson/values';
import type { KeyWriter } from './key-writer';

const DIGITS = 34;
const EXPONENT_BIAS = 10_000;
const EXACT = 0;
const MORE_DIGITS = 1;

const scratch = new DataView(new ArrayBuffer(8));

function nextTowardZero(value: number): number {
  scratch.setFloat64(0, value);
  scratch.setBigUint64(0, scratch.getBigUint64(0) - 1n);
  return scratch.getFloat64(0);
}

/**
 * Writes a number so that bytes sort as the numbers do, whatever their types: the double next to it toward zero,
 * then, where that is not the number itself, its decimal digits. Negative numbers are written inverted.
 */
export function writeNumber(writer: KeyWriter, value: Numeric): void {
  if (typeof value === 'number') return writeExact(writer, value);
  if (typeof value === 'bigint') return writeInteger(writer, value);
  if (isDouble(value)) return writeExact(writer, value.value);
  if (isDecimal(value)) writeDecimal(writer, toDecimal(value));
}

function writeExact(writer: KeyWriter, value: number): void {
  if (value !== value) writer.uint64(0n);
  else writer.orderedDouble(value === 0 ? 0 : value);
  writer.byte(value < 0 ? EXACT ^ 0xff : EXACT);
}

function writeInteger(writer: KeyWriter, value: bigint): void {
  const nearest = Number(value);
  if (BigInt(nearest) === value) writeExact(writer, nearest);
  else writeDecimal(writer, { coefficient: value, exponent: 0 });
}

function writeDecimal(writer: KeyWriter, value: Decimal | number): void {
  if (typeof value === 'number') return writeExact(writer, value);
  const negative = value.coefficient < 0n;
  const magnitude = {
    coefficient: negative ? -value.coefficient : value.coefficient,
    exponent: value.exponent,
  };
  const base = doubleTowardZero(magnitude);
  if (compareDecimals(decimalFromDouble(base), magnitude) === 0) {
    return writeExact(writer, negative ? -base : base);
  }
  const mark = writer.mark();
  writer.orderedDouble(base);
  writer.byte(MORE_DIGITS);
  writeDigits(writer, magnitude);
  if (negative) writer.invertFrom(mark);
}

/** The greatest double that is not above the decimal. */
function doubleTowardZero(magnitude: Decimal): number {
  const nearest = Number(`${magnitude.coefficient}e${magnitude.exponent}`);
  if (nearest === Infinity) return Number.MAX_VALUE;
  if (nearest === 0) return 0;
  return compareDecimals(decimalFromDouble(nearest), magnitude) > 0 ? nextTowardZero(nearest) : nearest;
}

function writeDigits(writer: KeyWriter, magnitude: Decimal): void {
  const digits = magnitude.coefficient.toString();
  const exponent = digits.length + magnitude.exponent + EXPONENT_BIAS;
  writer.byte(exponent >> 8);
  writer.byte(exponent & 0xff);
  const padded = digits.padEnd(DIGITS, '0');
  for (let i = 0; i < DIGITS; i += 2) writer.byte(Number(padded.slice(i, i + 2)));
}
