import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson';
import { binaryBytes } from '../bson/compare';
import { type Doc, type Numeric, Rank, type Value, rankOf } from '../bson/values';
import { KeyWriter } from './key-writer';
import { writeNumber } from './number-key';

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
export function writeKey(writer: KeyWriter, value: KeyPart): void {
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
