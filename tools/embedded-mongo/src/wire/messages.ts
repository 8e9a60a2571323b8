import { ARRAY_TYPE, decodeDocument, documentEnd, eachElement, OBJECT_TYPE } from '../bson/codec';
import type { Doc } from '../bson/values';
import { MongoError, typeMismatch } from '../errors';

/** The size of a message's header: length, request id, response to, operation. */
export const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;

export const Op = { reply: 1, query: 2004, compressed: 2012, message: 2013 } as const;
const Flag = { checksumPresent: 1, moreToCome: 2 } as const;
const KNOWN_REQUIRED_FLAGS = 0xffff & ~(Flag.checksumPresent | Flag.moreToCome);

/** One command as it came: its body, and the documents that came beside it or in it, as bytes. */
export interface Command {
  readonly name: string;
  readonly body: Doc;
  /** The bytes of the documents of a list, wherever the driver put them; undefined if there is no such list. */
  readonly list: (field: string) => readonly Buffer[] | undefined;
}

export interface Request {
  readonly requestId: number;
  /** The old form of the first handshake, which wants the old form of a reply. */
  readonly isLegacy: boolean;
  readonly wantsReply: boolean;
  readonly command: Command;
}

const protocolError = (reason: string): MongoError => new MongoError(17, reason);

function commandOf(bytes: Buffer, sequences: ReadonlyMap<string, readonly Buffer[]>): Command {
  const { rest, lists } = withoutLists(bytes);
  const body = decodeDocument(rest);
  const [name] = body.keys();
  if (name === undefined) throw protocolError('a command needs a name');
  return { name, body, list: (field) => sequences.get(field) ?? documentsIn(lists.get(field), field) };
}

const LISTS = ['documents', 'updates', 'deletes'];

// The lists of a write are read one by one as bytes; decoding them here would be done in vain.
function withoutLists(body: Buffer): { rest: Buffer; lists: Map<string, Buffer> } {
  const lists = new Map<string, Buffer>();
  const kept: Buffer[] = [Buffer.alloc(4)];
  eachElement(body, (type, start, valueStart, end) => {
    const name = type === ARRAY_TYPE ? body.toString('latin1', start + 1, valueStart - 1) : '';
    if (LISTS.includes(name)) lists.set(name, body.subarray(valueStart, end));
    else kept.push(body.subarray(start, end));
  });
  const rest = Buffer.concat([...kept, Buffer.alloc(1)]);
  rest.writeInt32LE(rest.length, 0);
  return { rest, lists };
}

function documentsIn(array: Buffer | undefined, field: string): Buffer[] | undefined {
  if (!array) return undefined;
  const documents: Buffer[] = [];
  eachElement(array, (type, _start, valueStart, end) => {
    if (type !== OBJECT_TYPE) throw typeMismatch(`BSON field '${field}' must be a list of documents`);
    documents.push(array.subarray(valueStart, end));
  });
  return documents;
}

/** Reads OP_MSG, or the OP_QUERY of a first handshake. Errors: 17 for anything else. */
export function parseMessage(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === Op.query) return parseQuery(message, requestId);
  if (operation !== Op.message) throw protocolError(`operation ${operation} is not supported`);
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & KNOWN_REQUIRED_FLAGS) throw protocolError('unknown required message flags');
  const end = message.length - (flags & Flag.checksumPresent ? 4 : 0);
  return {
    requestId,
    isLegacy: false,
    wantsReply: (flags & Flag.moreToCome) === 0,
    command: parseSections(message.subarray(HEADER_BYTES + 4, end)),
  };
}

function parseSections(bytes: Buffer): Command {
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  let at = 0;
  while (at < bytes.length) {
    const kind = bytes[at];
    const end = at + 1 + bytes.readInt32LE(at + 1);
    if (end <= at + 5 || end > bytes.length) throw protocolError('a section has a wrong length');
    const section = bytes.subarray(at + 1, end);
    if (kind === 0) body = section;
    else if (kind === 1) addSequence(section, sequences);
    else throw protocolError(`unknown section kind ${kind}`);
    at = end;
  }
  if (!body) throw protocolError('a message needs a body');
  return commandOf(body, sequences);
}

function addSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const end = documentEnd(section, at) + 1;
    documents.push(section.subarray(at, end));
    at = end;
  }
  sequences.set(section.toString('utf8', 4, nameEnd), documents);
}

function parseQuery(message: Buffer, requestId: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  if (!message.toString('utf8', HEADER_BYTES + 4, nameEnd).endsWith('.$cmd')) {
    throw protocolError('only commands are supported');
  }
  return {
    requestId,
    isLegacy: true,
    wantsReply: true,
    command: commandOf(message.subarray(nameEnd + 9), new Map()),
  };
}
