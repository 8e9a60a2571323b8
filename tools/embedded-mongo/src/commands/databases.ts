import { UUID } from 'bson';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Doc, docOf } from '../bson/values';
import { MongoError } from '../errors';
import { Row } from '../plan/rows';
import { matches } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import type { CollectionRecord } from '../storage/catalog';
import { type CommandDefinition, findTarget, namespaceOf, targetOf } from './context';
import { ID_INDEX } from './indexes';

export const listDatabases: CommandDefinition = {
  fields: ['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases'],
  run({ args, store, db }) {
    if (db !== 'admin') throw new MongoError(13, 'listDatabases may only be run against the admin database.');
    const filter = parseFilter(args.document('filter') ?? new Map());
    const nameOnly = args.boolean('nameOnly');
    // All databases share one file: its size is all that can be said of each.
    const sizeOnDisk = BigInt(statSync(join(store.environment.path, 'data.mdb')).size);
    const databases = store.catalog
      .databases()
      .map((name) => docOf(nameOnly ? { name } : { name, sizeOnDisk, empty: false }))
      .filter((doc) => matches(filter, doc));
    return nameOnly ? { databases, ok: 1 } : { databases, totalSize: sizeOnDisk, ok: 1 };
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

export const create: CommandDefinition = {
  fields: ['create'],
  refused: [
    'capped',
    'size',
    'max',
    'viewOn',
    'pipeline',
    'timeseries',
    'clusteredIndex',
    'expireAfterSeconds',
    'validator',
    'validationLevel',
    'validationAction',
    'collation',
    'storageEngine',
    'indexOptionDefaults',
    'changeStreamPreAndPostImages',
    'encryptedFields',
  ],
  isWrite: true,
  run(context) {
    const ns = targetOf(context);
    const { catalog } = context.store;
    if (catalog.find(ns)) throw new MongoError(48, `Collection ${ns} already exists.`);
    catalog.create(ns);
    return { ok: 1 };
  },
};

/** Dropping what is not there succeeds, as in MongoDB since 7.0. */
export const drop: CommandDefinition = {
  fields: ['drop'],
  isWrite: true,
  run(context) {
    const collection = findTarget(context);
    if (!collection) return { ok: 1 };
    context.store.dropCollection(collection);
    return { nIndexesWas: collection.indexes.length + 1, ns: collection.ns, ok: 1 };
  },
};

function splitNamespace(ns: string): [string, string] {
  const dot = ns.indexOf('.');
  return dot < 0 ? [ns, ''] : [ns.slice(0, dot), ns.slice(dot + 1)];
}

/** Renames a collection in one step, with `dropTarget` over another: how a rebuilt collection takes its place. */
export const renameCollection: CommandDefinition = {
  fields: ['renameCollection', 'to', 'dropTarget'],
  isWrite: true,
  run({ args, store, db }) {
    if (db !== 'admin')
      throw new MongoError(13, 'renameCollection may only be run against the admin database.');
    const from = namespaceOf(...splitNamespace(args.requiredString('renameCollection')));
    const to = namespaceOf(...splitNamespace(args.requiredString('to')));
    const dropsTarget = args.boolean('dropTarget');
    if (from === to) throw new MongoError(20, "Can't rename a collection to itself");
    const source = store.catalog.find(from);
    if (!source) throw new MongoError(26, `Source collection ${from} does not exist`);
    const target = store.catalog.find(to);
    if (target && !dropsTarget) throw new MongoError(48, 'target namespace exists');
    if (target) store.dropCollection(target);
    store.catalog.rename(source, to);
    return { ok: 1 };
  },
};

function describe({ ns, uuid }: CollectionRecord, nameOnly: boolean): Doc {
  const [, name] = splitNamespace(ns);
  const named = { name, type: 'collection' };
  if (nameOnly) return docOf(named);
  const info = docOf({ readOnly: false, uuid: new UUID(uuid) });
  return docOf({ ...named, options: new Map(), info, idIndex: ID_INDEX });
}

export const listCollections: CommandDefinition = {
  fields: ['listCollections', 'filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run({ args, store, cursors, db }) {
    const filter = parseFilter(args.document('filter') ?? new Map());
    const nameOnly = args.boolean('nameOnly');
    const batchSize = args.batchSize();
    const rows = store.catalog
      .inDatabase(db)
      .map((collection) => describe(collection, nameOnly))
      .filter((doc) => matches(filter, doc))
      .map((doc) => Row.of(doc));
    return cursors.first(`${db}.$cmd.listCollections`, rows, { batchSize });
  },
};
