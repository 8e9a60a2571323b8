import { deserialize, Double, ObjectId } from 'bson';
import { MongoError } from '../errors';
import { readText, zeroAfter } from './text';
import type { Doc, Value } from './values';

const MAX_DEPTH = 200;
const MAX_DATE_MS = 8_640_000_000_000_000n;
const REFUSED_TYPES: Readonly<Record<number, string>> = {
  0x06: 'undefined',
  0x0c: 'dbPointer',
  0x0e: 'symbol',
  0x0f: 'javascriptWithScope',
};

const invalid = (reason: string): MongoError => new MongoError(22, `invalid BSON: ${reason}`);

/**
 * Reads one BSON document into a Map. The bson library is not used for the outer shape because it decodes into
 * plain objects, which reorder integer-like names; it still decodes the rare types.
 * Errors: 22 for bytes that are no document, 15 for nesting deeper than 200, 238 for deprecated types.
 */
export function decodeDocument(bytes: Buffer, offset = 0, depth = 0): Doc {
  const doc: Doc = new Map();
  readElements(bytes, offset, depth, (name, value) => doc.set(name, value));
  return doc;
}

/** Reads the top-level fields of these names alone: what a filter asks for is mostly a small part of a document. */
export function decodeFields(bytes: Buffer, names: ReadonlySet<string>): Doc {
  const doc: Doc = new Map();
  readElements(bytes, 0, 0, (name, value) => doc.set(name, value), names);
  return doc;
}

function decodeArray(bytes: Buffer, offset: number, depth: number): Value[] {
  const values: Value[] = [];
  readElements(bytes, offset, depth, (_name, value) => values.push(value));
  return values;
}

function readElements(
  bytes: Buffer,
  start: number,
  depth: number,
  take: (name: string, value: Value) => void,
  names?: ReadonlySet<string>,
): void {
  if (depth > MAX_DEPTH) throw new MongoError(15, 'BSONObj exceeds maximum nested object depth');
  const end = documentEnd(bytes, start);
  let position = start + 4;
  while (position < end) {
    const type = bytes[position] as number;
    const nameEnd = zeroAfter(bytes, position + 1);
    const valueStart = nameEnd + 1;
    const valueEnd = nameEnd < 0 ? end + 1 : valueStart + valueSize(bytes, type, valueStart);
    if (valueEnd > end) throw invalid('an element ends outside its document');
    const name = readText(bytes, position + 1, nameEnd);
    if (names === undefined || names.has(name))
      take(name, decodeValue(bytes, type, valueStart, valueEnd, depth));
    position = valueEnd;
  }
}

/** Where a document's closing zero stands. */
export function documentEnd(bytes: Buffer, start: number): number {
  if (start + 5 > bytes.length) throw invalid('a document needs five bytes');
  const end = start + bytes.readInt32LE(start) - 1;
  if (end < start + 4 || end >= bytes.length || bytes[end] !== 0)
    throw invalid('a document has a wrong length');
  return end;
}

/** The size in bytes of an element's value. */
export function valueSize(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return 8;
    case 0x02:
    case 0x0d:
      return 4 + lengthAt(bytes, at, 1);
    case 0x03:
    case 0x04:
      return lengthAt(bytes, at, 5);
    case 0x05:
      return 5 + lengthAt(bytes, at, 0);
    case 0x07:
      return 12;
    case 0x08:
      return 1;
    case 0x0a:
    case 0x7f:
    case 0xff:
      return 0;
    case 0x0b:
      return regexEnd(bytes, at) - at;
    case 0x10:
      return 4;
    case 0x13:
      return 16;
  }
  const refused = REFUSED_TYPES[type];
  if (refused) throw new MongoError(238, `BSON type ${refused} is not supported by the embedded server`);
  throw invalid(`unknown type 0x${type.toString(16)}`);
}

/** Behind the two texts of a regular expression, each closed by a zero. */
function regexEnd(bytes: Buffer, at: number): number {
  const pattern = bytes.indexOf(0, at);
  const flags = pattern < 0 ? -1 : bytes.indexOf(0, pattern + 1);
  if (flags < 0) throw invalid('a regular expression does not end');
  return flags + 1;
}

function lengthAt(bytes: Buffer, at: number, minimum: number): number {
  const length = at + 4 <= bytes.length ? bytes.readInt32LE(at) : -1;
  if (length < minimum) throw invalid('a value has a wrong length');
  return length;
}

/** Decodes the value between two offsets. */
export function decodeValue(bytes: Buffer, type: number, at: number, end: number, depth = 0): Value {
  switch (type) {
    case 0x01:
      return new Double(bytes.readDoubleLE(at));
    case 0x02:
      return readText(bytes, at + 4, end - 1);
    case 0x03:
      return decodeDocument(bytes, at, depth + 1);
    case 0x04:
      return decodeArray(bytes, at, depth + 1);
    case 0x07:
      return new ObjectId(Uint8Array.prototype.slice.call(bytes, at, end));
    case 0x08:
      return bytes[at] === 1;
    case 0x09:
      return decodeDate(bytes.readBigInt64LE(at));
    case 0x0a:
      return null;
    case 0x10:
      return bytes.readInt32LE(at);
    case 0x12:
      return bytes.readBigInt64LE(at);
  }
  return decodeRareValue(bytes, type, at, end);
}

function decodeDate(milliseconds: bigint): Date {
  if (milliseconds > MAX_DATE_MS || milliseconds < -MAX_DATE_MS) {
    throw new MongoError(238, 'a date beyond the year 275760 is not supported by the embedded server');
  }
  return new Date(Number(milliseconds));
}

function decodeRareValue(bytes: Buffer, type: number, at: number, end: number): Value {
  const size = 4 + 1 + 2 + (end - at) + 1;
  const single = Buffer.alloc(size);
  single.writeInt32LE(size, 0);
  single[4] = type;
  single[5] = 0x76;
  bytes.copy(single, 7, at, end);
  const options = { promoteValues: false, bsonRegExp: true, promoteBuffers: false };
  try {
    return (deserialize(single, options) as { v: Value }).v;
  } catch (error) {
    throw invalid((error as Error).message);
  }
}
