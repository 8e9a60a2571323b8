import { MongoError, notImplemented } from '../errors';
import { decodeValue, documentEnd, valueSize } from './decode';
import { zeroAfter } from './text';
import type { Value } from './values';

const TIMESTAMP_TYPE = 0x11;

/** One top-level element of a document in bytes: where it starts, where its value stands. */
export interface RawElement {
  readonly type: number;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** Walks over the top-level elements of a document in bytes. */
export function eachElement(bytes: Buffer, visit: (element: RawElement) => void): void {
  const end = documentEnd(bytes, 0);
  let start = 4;
  while (start < end) {
    const type = bytes[start] as number;
    const nameEnd = zeroAfter(bytes, start + 1);
    const elementEnd = nameEnd < 0 ? end + 1 : nameEnd + 1 + valueSize(bytes, type, nameEnd + 1);
    if (elementEnd > end) throw new MongoError(22, 'invalid BSON: an element ends outside its document');
    visit({ type, start, valueStart: nameEnd + 1, end: elementEnd });
    start = elementEnd;
  }
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
  let idIsFirst = false;
  eachElement(bytes, (element) => {
    if (!id && isIdName(bytes, element)) {
      id = element;
      idIsFirst = element.start === 4;
    }
    refuseEmptyTimestamp(bytes, element);
  });
  return { id, idIsFirst, startsWithDollar: bytes.length > 6 && bytes[5] === 0x24 };
}

function isIdName(bytes: Buffer, { start, valueStart }: RawElement): boolean {
  return (
    valueStart - start === 5 &&
    bytes[start + 1] === 0x5f &&
    bytes[start + 2] === 0x69 &&
    bytes[start + 3] === 0x64
  );
}

/** MongoDB stores the present time instead of an empty top-level timestamp; this server has no cluster time. */
function refuseEmptyTimestamp(bytes: Buffer, { type, valueStart }: RawElement): void {
  if (type === TIMESTAMP_TYPE && bytes.readBigUInt64LE(valueStart) === 0n) {
    throw notImplemented('filling in an empty Timestamp');
  }
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
