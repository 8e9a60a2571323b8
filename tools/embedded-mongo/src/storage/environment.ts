import { type Database, open, type RootDatabase } from 'lmdb';

/** Address space, not disk: the file grows with the data. */
const MAP_SIZE_BYTES = 64 * 2 ** 30;

/** The LMDB tables: `meta` of collections, `docs` of documents by key, `idx` of index entries to document keys. */
export interface Environment {
  readonly path: string;
  readonly root: RootDatabase;
  readonly meta: Database<unknown, string>;
  readonly docs: Database<Buffer, Buffer>;
  readonly idx: Database<Buffer, Buffer>;
}

/** Opens or creates the database in a directory. A synchronous commit returns after the data is on the disk. */
export function openEnvironment(path: string): Environment {
  // Without overlapping sync LMDB itself syncs within the commit; there is no later flush to wait for.
  const root = open({ path, maxDbs: 4, mapSize: MAP_SIZE_BYTES, overlappingSync: false, noSubdir: false });
  const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
  return {
    path,
    root,
    meta: root.openDB<unknown, string>({ name: 'meta', encoding: 'json' }),
    docs: root.openDB<Buffer, Buffer>({ name: 'docs', ...binary }),
    idx: root.openDB<Buffer, Buffer>({ name: 'idx', ...binary }),
  };
}

/** Keys from `start`, inclusive, to `end`, exclusive. */
export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

const FIRST_CHUNK = 32;
const LARGEST_CHUNK = 1024;

/**
 * The entries of a range in key order, or in reverse. They are read in chunks, each by itself, so that a slow reader
 * pins no snapshot of LMDB: as in MongoDB, a scan sees what was committed when it comes by.
 */
export function* readRange(
  table: Database<Buffer, Buffer>,
  range: KeyRange,
  reverse = false,
): Generator<Entry> {
  let { start, end } = range;
  let limit = FIRST_CHUNK;
  let isResumed = false;
  for (;;) {
    const options = reverse
      ? { start: end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true, limit }
      : { start, end, exclusiveStart: isResumed, limit };
    const chunk = [...table.getRange(options)];
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < limit) return;
    if (reverse) end = last.key;
    else start = last.key;
    isResumed = true;
    limit = Math.min(limit * 4, LARGEST_CHUNK);
  }
}

/** Removes all entries of a range. */
export function removeRange(table: Database<Buffer, Buffer>, { start, end }: KeyRange): void {
  for (;;) {
    const keys = [...table.getKeys({ start, end, limit: LARGEST_CHUNK })];
    for (const key of keys) void table.remove(key);
    if (keys.length < LARGEST_CHUNK) return;
  }
}
