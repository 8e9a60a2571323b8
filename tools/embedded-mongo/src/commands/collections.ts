import { UUID } from 'bson';
import { MongoError } from '../errors';
import type { Doc, Value } from '../bson/values';
import { Row } from '../plan/rows';
import { matches } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import type { CollectionRecord } from '../storage/catalog';
import { Arguments } from './arguments';
import { type CommandDefinition, findTarget, namespaceOf, targetOf } from './context';

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
  const named: Doc = new Map<string, Value>([
    ['name', name],
    ['type', 'collection'],
  ]);
  if (nameOnly) return named;
  const idIndex: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', new Map([['_id', 1]])],
    ['name', '_id_'],
  ]);
  return named
    .set('options', new Map())
    .set(
      'info',
      new Map<string, Value>([
        ['readOnly', false],
        ['uuid', new UUID(uuid)],
      ]),
    )
    .set('idIndex', idIndex);
}

export const listCollections: CommandDefinition = {
  fields: ['listCollections', 'filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  isWrite: false,
  run({ args, store, cursors, db }) {
    const filter = parseFilter(args.document('filter') ?? new Map());
    const nameOnly = args.boolean('nameOnly');
    const cursor = new Arguments('listCollections.cursor', args.document('cursor') ?? new Map()).allow([
      'batchSize',
    ]);
    const rows = store.catalog
      .inDatabase(db)
      .map((collection) => describe(collection, nameOnly))
      .filter((doc) => matches(filter, doc))
      .map((doc) => Row.of(doc));
    return cursors.first(`${db}.$cmd.listCollections`, rows, {
      batchSize: cursor.nonNegative('batchSize') ?? Infinity,
    });
  },
};
