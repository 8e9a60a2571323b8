import { randomBytes } from 'node:crypto';
import { MongoError } from './errors';
import type { Row } from './plan/rows';
import { CursorReply } from './wire/replies';

const MOST_BATCH_BYTES = 16 * 1024 * 1024;

interface Cursor {
  readonly id: bigint;
  readonly ns: string;
  readonly rows: Iterator<Row>;
  readonly isKeptIdle: boolean;
  /** Read already, to know that the cursor is not at its end. */
  pending: Row | undefined;
  lastUsedMs: number;
}

export interface CursorOptions {
  readonly batchSize: number;
  /** The client wants no second batch. */
  readonly isSingleBatch?: boolean;
  /** The cursor does not expire. */
  readonly isKeptIdle?: boolean;
}

/** The cursors that are open: each a stream of rows that goes on with the next `getMore`. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  constructor(private readonly idleMs: number) {}

  /** The first batch of a stream; the rest waits under an id, unless there is none. */
  first(ns: string, rows: Iterable<Row>, options: CursorOptions): CursorReply {
    const cursor: Cursor = {
      id: newCursorId(),
      ns,
      rows: rows[Symbol.iterator](),
      isKeptIdle: options.isKeptIdle ?? false,
      pending: undefined,
      lastUsedMs: performance.now(),
    };
    const batch = takeBatch(cursor, options.batchSize);
    if (options.isSingleBatch) cursor.rows.return?.();
    const isOpen = !options.isSingleBatch && peek(cursor);
    if (isOpen) this.open.set(cursor.id, cursor);
    return new CursorReply(isOpen ? cursor.id : 0n, ns, 'firstBatch', batch);
  }

  /** The next batch of a cursor. Errors: 43 where it is not open, 13 for another collection's cursor. */
  next(id: bigint, ns: string, batchSize: number): CursorReply {
    const cursor = this.open.get(id);
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
    if (cursor.ns !== ns) {
      throw new MongoError(
        13,
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    }
    let isOpen = false;
    try {
      cursor.lastUsedMs = performance.now();
      const batch = takeBatch(cursor, batchSize);
      isOpen = peek(cursor);
      return new CursorReply(isOpen ? id : 0n, ns, 'nextBatch', batch);
    } finally {
      if (!isOpen) this.open.delete(id);
    }
  }

  /** Closes a cursor; false where none is open under the id. */
  kill(id: bigint): boolean {
    this.open.get(id)?.rows.return?.();
    return this.open.delete(id);
  }

  /** Closes the cursors that were not used for long. */
  expire(): void {
    const oldestMs = performance.now() - this.idleMs;
    for (const cursor of this.open.values()) {
      if (!cursor.isKeptIdle && cursor.lastUsedMs < oldestMs) this.kill(cursor.id);
    }
  }
}

// 63 bits: a cursor id is a positive int64 that nobody guesses.
const newCursorId = (): bigint => (randomBytes(8).readBigUInt64BE() >> 1n) | 1n;

function peek(cursor: Cursor): boolean {
  if (!cursor.pending) {
    const { done, value } = cursor.rows.next();
    cursor.pending = done ? undefined : (value as Row);
  }
  return cursor.pending !== undefined;
}

function takeBatch(cursor: Cursor, batchSize: number): Buffer[] {
  const batch: Buffer[] = [];
  let bytes = 0;
  while (batch.length < batchSize && peek(cursor)) {
    const document = (cursor.pending as Row).bytes;
    bytes += document.length;
    if (batch.length > 0 && bytes > MOST_BATCH_BYTES) break;
    batch.push(document);
    cursor.pending = undefined;
  }
  return batch;
}
