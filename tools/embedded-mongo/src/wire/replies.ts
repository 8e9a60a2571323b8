import { encodeDocument } from '../bson/codec';
import type { Doc } from '../bson/values';
import { MongoError } from '../errors';
import { HEADER_BYTES, Op } from './messages';

export type ReplyFields = Readonly<Record<string, unknown>>;

/** What a command answers: fields, or a batch of a cursor, whose documents are bytes already. */
export type Reply = ReplyFields | CursorReply;

/** A batch of a cursor on the way out. */
export class CursorReply {
  constructor(
    readonly cursorId: bigint,
    readonly ns: string,
    readonly batchName: 'firstBatch' | 'nextBatch',
    readonly batch: readonly Buffer[],
  ) {}

  /** The reply's bytes. The batch is put in place as it is, without decoding and encoding it again. */
  toBytes(): Buffer {
    const tail = encodeDocument({ id: this.cursorId, ns: this.ns }).subarray(4);
    const cursor = wrap([element(0x04, this.batchName, arrayBytes(this.batch)), tail]);
    const ok = encodeDocument({ ok: 1 }).subarray(4);
    return wrap([element(0x03, 'cursor', cursor), ok]);
  }
}

/** A document of elements; the last part brings the closing zero. */
function wrap(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const header = Buffer.allocUnsafe(4);
  header.writeInt32LE(length, 0);
  return Buffer.concat([header, ...parts], length);
}

const element = (type: number, name: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value]);

function arrayBytes(documents: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  documents.forEach((document, i) => parts.push(Buffer.from(`\u0003${i}\0`, 'latin1'), document));
  parts.push(Buffer.alloc(1));
  return wrap(parts);
}

/** The fields of a refusal. An error that is not MongoDB's is answered as an internal one, without its stack. */
export function errorFields(error: unknown): ReplyFields {
  const known = error instanceof MongoError ? error : new MongoError(1, internalMessage(error));
  return { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.extra };
}

const internalMessage = (error: unknown): string =>
  `internal error: ${error instanceof Error ? error.message : String(error)}`;

/** The bytes of a reply message. */
export function encodeReply(requestId: number, isLegacy: boolean, reply: Reply): Buffer[] {
  const body = reply instanceof CursorReply ? reply.toBytes() : encodeDocument(reply as Doc | ReplyFields);
  const header = Buffer.alloc(HEADER_BYTES + (isLegacy ? 20 : 5));
  header.writeInt32LE(header.length + body.length, 0);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(isLegacy ? Op.reply : Op.message, 12);
  if (isLegacy) {
    const awaitCapable = 8;
    header.writeInt32LE(awaitCapable, HEADER_BYTES);
    header.writeInt32LE(1, HEADER_BYTES + 16);
  }
  return [header, body];
}
