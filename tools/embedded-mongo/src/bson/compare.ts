import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson';
import { compareDecimals, toDecimal } from './decimal';
import { type Doc, isDecimal, isDouble, type Numeric, Rank, rankOf, type Value } from './values';

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Compares two values as MongoDB sorts them: first by type, then within the type; numbers of all types by value,
 * NaN below every number. A missing value compares as null.
 */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  return difference === 0 ? compareSameRank(rank, a, b) : difference;
}

export const equalValues = (a: Value | undefined, b: Value | undefined): boolean => compareValues(a, b) === 0;

function compareSameRank(rank: number, a: Value | undefined, b: Value | undefined): number {
  switch (rank) {
    case Rank.number:
      return compareNumbers(a as Numeric, b as Numeric);
    case Rank.string:
      return compareText(a as string, b as string);
    case Rank.object:
      return compareDocuments(a as Doc, b as Doc);
    case Rank.array:
      return compareArrays(a as Value[], b as Value[]);
    case Rank.binary:
      return compareBinary(a as Binary, b as Binary);
    case Rank.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case Rank.boolean:
      return Number(a) - Number(b);
    case Rank.date:
      return order((a as Date).getTime(), (b as Date).getTime());
    case Rank.timestamp:
      return order((a as Timestamp).toBigInt(), (b as Timestamp).toBigInt());
    case Rank.regex:
      return compareRegex(a as BSONRegExp, b as BSONRegExp);
    case Rank.code:
      return compareText((a as Code).code, (b as Code).code);
  }
  return 0;
}

/** Compares numbers of any type by their exact value; doubles meet decimals at 34 digits. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (isDecimal(a) || isDecimal(b)) return compareAsDecimals(a, b);
  const left = isDouble(a) ? a.value : a;
  const right = isDouble(b) ? b.value : b;
  if (left < right) return -1;
  if (left > right) return 1;
  return Number(right !== right) - Number(left !== left);
}

function compareAsDecimals(a: Numeric, b: Numeric): number {
  const [left, right] = [toDecimal(a), toDecimal(b)];
  if (typeof left === 'object' && typeof right === 'object') return compareDecimals(left, right);
  const [x, y] = [nonFinite(left), nonFinite(right)];
  return order(x, y) || Number(y !== y) - Number(x !== x);
}

// Beside NaN and the infinities any finite number may stand as zero.
const nonFinite = (value: number | object): number => (typeof value === 'number' ? value : 0);

/** Compares strings by their UTF-8 bytes, which is not the order of UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return utf8Weight(x) - utf8Weight(y);
  }
  return a.length - b.length;
}

// Surrogates stand for code points above U+FFFF, so they come after U+E000..U+FFFF.
const utf8Weight = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function compareDocuments(a: Doc, b: Doc): number {
  const others = b.entries();
  for (const [name, value] of a) {
    const other = others.next();
    if (other.done) return 1;
    const [otherName, otherValue] = other.value;
    const difference =
      rankOf(value) - rankOf(otherValue) || compareText(name, otherName) || compareValues(value, otherValue);
    if (difference !== 0) return difference;
  }
  return others.next().done ? 0 : -1;
}

function compareArrays(a: Value[], b: Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = compareValues(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The bytes of a binary value, without the buffer's spare room. */
export const binaryBytes = (value: Binary): Uint8Array => value.buffer.subarray(0, value.position);

function compareBinary(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(binaryBytes(a), binaryBytes(b));
}

function compareRegex(a: BSONRegExp, b: BSONRegExp): number {
  return compareText(a.pattern, b.pattern) || compareText(a.options, b.options);
}
