import { deserialize, Double, ObjectId, serialize } from 'bson';
import { MongoError, notImplemented } from '../errors';
import type { Doc, Value } from './values';

const MAX_DEPTH = 200;
const LONGEST_QUICK = 24;
export const OBJECT_TYPE = 0x03;
export const ARRAY_TYPE = 0x04;
const TIMESTAMP_TYPE = 0x11;
/** `_id` and its closing zero, as a number in bytes. */
const ID_NAME = 0x0064695f;
const MAX_DATE_MS = 8_640_000_000_000_000n;
const REFUSED_TYPES: Readonly<Record<number, string>> = {
  0x06: 'undefined',
  0x0c: 'dbPointer',
  0x0e: 'symbol',
  0x0f: 'javascriptWithScope',
};

const invalid = (reason: string): MongoError => new MongoError(22, `invalid BSON: ${reason}`);

/** Writes a document as BSON; a field whose value is undefined is left out. */
export function encodeDocument(doc: Doc | Readonly<Record<string, unknown>>): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Walks over the elements of a document in bytes. The visitor is told the element's type, where the element starts,
 * where its value stands and where it ends.
 */
export function eachElement(
  bytes: Buffer,
  visit: (type: number, start: number, valueStart: number, end: number) => void,
  offset = 0,
): void {
  const end = documentEnd(bytes, offset);
  let start = offset + 4;
  while (start < end) {
    const type = bytes[start] as number;
    const nameEnd = zeroAfter(bytes, start + 1);
    const elementEnd = nameEnd < 0 ? end + 1 : nameEnd + 1 + valueSize(bytes, type, nameEnd + 1);
    if (elementEnd > end) throw invalid('an element ends outside its document');
    visit(type, start, nameEnd + 1, elementEnd);
    start = elementEnd;
  }
}

/**
 * Reads one BSON document into a Map. The bson library is not used for the outer shape because it decodes into
 * plain objects, which reorder integer-like names; it still decodes the rare types.
 * Errors: 22 for bytes that are no document, 15 for nesting deeper than 200, 238 for deprecated types.
 */
export function decodeDocument(bytes: Buffer, offset = 0, depth = 0): Doc {
  refuseDepth(depth);
  const doc: Doc = new Map();
  eachElement(
    bytes,
    (type, start, at, end) =>
      doc.set(readText(bytes, start + 1, at - 1), decodeValue(bytes, type, at, end, depth)),
    offset,
  );
  return doc;
}

/** Reads the top-level fields of these names alone: what a filter asks for is mostly a small part of a document. */
export function decodeFields(bytes: Buffer, names: ReadonlySet<string>): Doc {
  const doc: Doc = new Map();
  eachElement(bytes, (type, start, at, end) => {
    const name = readText(bytes, start + 1, at - 1);
    if (names.has(name)) doc.set(name, decodeValue(bytes, type, at, end));
  });
  return doc;
}

function decodeArray(bytes: Buffer, offset: number, depth: number): Value[] {
  refuseDepth(depth);
  const values: Value[] = [];
  eachElement(
    bytes,
    (type, _start, at, end) => values.push(decodeValue(bytes, type, at, end, depth)),
    offset,
  );
  return values;
}

function refuseDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new MongoError(15, 'BSONObj exceeds maximum nested object depth');
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
function valueSize(bytes: Buffer, type: number, at: number): number {
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
  if (refused) throw notImplemented(`BSON type ${refused}`);
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
    throw notImplemented('a date beyond the year 275760');
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

/** One top-level element of a document in bytes: where it starts, where its value stands. */
export interface RawElement {
  readonly type: number;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** What storing needs to know of a document in bytes, found without decoding it. */
export interface RawSummary {
  readonly id: RawElement | undefined;
  readonly idIsFirst: boolean;
  /** The first field is named like an operator, so the document is an update, not a replacement. */
  readonly startsWithDollar: boolean;
}

/** The first element of a document: of a stored one, its `_id`. */
export function firstElement(bytes: Buffer): RawElement {
  const nameEnd = zeroAfter(bytes, 5);
  const type = bytes[4] as number;
  return { type, start: 4, valueStart: nameEnd + 1, end: nameEnd + 1 + valueSize(bytes, type, nameEnd + 1) };
}

/** Finds `_id` in a document in bytes, and whether it stands first. */
export function summarize(bytes: Buffer): RawSummary {
  let id: RawElement | undefined;
  eachElement(bytes, (type, start, valueStart, end) => {
    if (!id && valueStart - start === 5 && bytes.readInt32LE(start + 1) === ID_NAME)
      id = { type, start, valueStart, end };
    // MongoDB stores the present time instead; this server has no cluster time.
    if (type === TIMESTAMP_TYPE && bytes.readBigUInt64LE(valueStart) === 0n)
      throw notImplemented('filling in an empty Timestamp');
  });
  const idIsFirst = id?.start === 4;
  return { id, idIsFirst, startsWithDollar: bytes.length > 6 && bytes[5] === 0x24 };
}

/** The value of an element. */
export function elementValue(bytes: Buffer, element: RawElement): Value {
  return decodeValue(bytes, element.type, element.valueStart, element.end);
}

/** The document with the given `_id` element in front, in place of any that it has. */
export function withIdFirst(bytes: Buffer, own: RawElement | undefined, idElement: Buffer): Buffer {
  const before = bytes.subarray(4, own ? own.start : bytes.length);
  const after = own ? bytes.subarray(own.end) : bytes.subarray(bytes.length);
  const length = 4 + idElement.length + before.length + after.length;
  const result = Buffer.concat([Buffer.alloc(4), idElement, before, after], length);
  result.writeInt32LE(length, 0);
  return result;
}

/** Where the next zero byte stands, or -1. A plain loop: names are short, a native call is dear. */
function zeroAfter(bytes: Buffer, at: number): number {
  for (let i = at; i < bytes.length; i += 1) if (bytes[i] === 0) return i;
  return -1;
}

/** The text between two offsets. Short ASCII is put together here, everything else decoded as UTF-8. */
function readText(bytes: Buffer, start: number, end: number): string {
  if (end - start > LONGEST_QUICK) return bytes.toString('utf8', start, end);
  let text = '';
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return bytes.toString('utf8', start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}
