import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson';
import { binaryBytes } from '../bson/compare';
import { compareDecimals, type Decimal, decimalFromDouble, toDecimal } from '../bson/decimal';
import { type Doc, isDecimal, isDouble, type Numeric, Rank, rankOf, type Value } from '../bson/values';
import { KeyWriter } from './key-writer';

const END = 0;
const DATE_BIAS = 1n << 63n;
const shared = new KeyWriter();

/** An empty array under an index or a sort: it comes before null. */
export const EMPTY_ARRAY = Symbol('empty array');
export type KeyPart = Value | undefined | typeof EMPTY_ARRAY;

/**
 * Writes a value so that the bytes of two values compare as the values do, and no value's bytes begin another's.
 * Numbers that are equal have equal bytes whatever their types; a missing value is written as null.
 */
function writeKey(writer: KeyWriter, value: KeyPart): void {
  if (value === EMPTY_ARRAY) return writer.byte(Rank.undefined);
  const rank = rankOf(value);
  writer.byte(rank);
  writeContent(writer, rank, value);
}

function writeContent(writer: KeyWriter, rank: number, value: Value | undefined): void {
  switch (rank) {
    case Rank.number:
      return writeNumber(writer, value as Numeric);
    case Rank.string:
      return writer.text(value as string);
    case Rank.object:
      return writeDocument(writer, value as Doc);
    case Rank.array:
      return writeArray(writer, value as Value[]);
    case Rank.binary:
      return writeBinary(writer, value as Binary);
    case Rank.objectId:
      return writer.raw((value as ObjectId).id);
    case Rank.boolean:
      return writer.byte(value ? 1 : 0);
    case Rank.date:
      return writer.uint64(BigInt((value as Date).getTime()) + DATE_BIAS);
    case Rank.timestamp:
      return writer.uint64((value as Timestamp).toBigInt());
    case Rank.regex:
      writer.text((value as BSONRegExp).pattern);
      return writer.text((value as BSONRegExp).options);
    case Rank.code:
      return writer.text((value as Code).code);
  }
}

function writeDocument(writer: KeyWriter, doc: Doc): void {
  for (const [name, value] of doc) {
    const rank = rankOf(value);
    writer.byte(rank);
    writer.text(name);
    writeContent(writer, rank, value);
  }
  writer.byte(END);
}

function writeArray(writer: KeyWriter, values: Value[]): void {
  for (const value of values) writeKey(writer, value);
  writer.byte(END);
}

function writeBinary(writer: KeyWriter, value: Binary): void {
  writer.uint32(value.position);
  writer.byte(value.sub_type);
  writer.raw(binaryBytes(value));
}

/** The key of one value by itself. */
export function encodeKey(value: KeyPart): Buffer {
  shared.reset();
  writeKey(shared, value);
  return shared.take();
}

/** The key of several values in a row, each ascending (1) or descending (-1). */
export function encodeCompoundKey(values: readonly KeyPart[], directions: readonly number[]): Buffer {
  shared.reset();
  values.forEach((value, i) => {
    const mark = shared.mark();
    writeKey(shared, value);
    if ((directions[i] ?? 1) < 0) shared.invertFrom(mark);
  });
  return shared.take();
}

/** A text that is the same for equal values and for no others: for sets and groups. */
export const identityOf = (value: Value | undefined): string => encodeKey(value).toString('latin1');

/** The first key after all keys that begin with the given bytes. */
export function afterPrefix(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1;
  const next = Buffer.from(prefix.subarray(0, length));
  if (length > 0) next[length - 1] = (next[length - 1] as number) + 1;
  return next;
}

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
function writeNumber(writer: KeyWriter, value: Numeric): void {
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
