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
