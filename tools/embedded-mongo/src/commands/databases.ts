import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Doc, Value } from '../bson/values';
import { MongoError } from '../errors';
import { matches } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import type { DocumentStore } from '../storage/document-store';
import type { CommandDefinition } from './context';

// All databases share one file: its size is all that can be said of each.
function fileSizeBytes(store: DocumentStore): bigint {
  const { path } = store.environment;
  return BigInt(statSync(join(path, 'data.mdb')).size);
}

export const listDatabases: CommandDefinition = {
  fields: ['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases'],
  isWrite: false,
  run({ args, store, db }) {
    if (db !== 'admin') throw new MongoError(13, 'listDatabases may only be run against the admin database.');
    const filter = parseFilter(args.document('filter') ?? new Map());
    const nameOnly = args.boolean('nameOnly');
    const size = fileSizeBytes(store);
    const databases = store.catalog
      .databases()
      .map((name): Doc => {
        const named: Doc = new Map<string, Value>([['name', name]]);
        return nameOnly ? named : named.set('sizeOnDisk', size).set('empty', false);
      })
      .filter((doc) => matches(filter, doc));
    return nameOnly ? { databases, ok: 1 } : { databases, totalSize: size, ok: 1 };
  },
};

export const dropDatabase: CommandDefinition = {
  fields: ['dropDatabase'],
  isWrite: true,
  run({ store, db }) {
    const collections = store.catalog.inDatabase(db);
    for (const collection of collections) store.dropCollection(collection);
    return collections.length > 0 ? { dropped: db, ok: 1 } : { ok: 1 };
  },
};
