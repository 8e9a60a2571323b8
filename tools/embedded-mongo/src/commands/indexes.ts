import { integerOf, isTruthy } from '../bson/arithmetic';
import { type Doc, docOf, isDoc, isNumeric, showValue, type Value } from '../bson/values';
import { toDouble } from '../bson/decimal';
import { badValue, failedToParse, MongoError, notImplemented, typeMismatch } from '../errors';
import { type KeyField, keyField } from '../keys/index-keys';
import { Row } from '../plan/rows';
import type { CollectionRecord, IndexRecord } from '../storage/catalog';
import { Arguments } from './arguments';
import { type CommandDefinition, type Context, ensureTarget, findTarget, targetOf } from './context';

const FIELDS = ['key', 'name', 'unique', 'sparse', 'v', 'background', 'ns'];
const REFUSED = [
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
  'hidden',
  'storageEngine',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'clustered',
  'prepareUnique',
];

type Requested = Omit<IndexRecord, 'id'>;

function parseKey(key: Doc): KeyField[] {
  if (key.size === 0) throw new MongoError(67, 'Index keys cannot be an empty document');
  return [...key].map(([name, value]) => {
    if (typeof value === 'string') throw notImplemented(`an index of type '${value}'`);
    if (name.includes('$**')) throw notImplemented('a wildcard index');
    const direction = isNumeric(value) ? toDouble(value) : 0;
    if (direction === 0 || Number.isNaN(direction)) {
      throw new MongoError(
        67,
        `Values in the index key pattern must be numbers other than 0: ${showValue(key)}`,
      );
    }
    if (name === '' || name.startsWith('$') || name.split('.').includes('')) {
      throw new MongoError(67, `Index key contains an illegal field name: '${name}'`);
    }
    return keyField(name, direction > 0 ? 1 : -1);
  });
}

function parseIndex(spec: Value): Requested {
  if (!isDoc(spec)) throw typeMismatch("The elements of the 'indexes' array must be objects");
  for (const name of spec.keys()) {
    if (REFUSED.includes(name)) throw notImplemented(`'${name}' of an index`);
    if (FIELDS.includes(name)) continue;
    const message = `The field '${name}' is not valid for an index specification`;
    throw new MongoError(197, `${message}. Specification: ${showValue(spec)}`);
  }
  const args = new Arguments('createIndexes.indexes', spec);
  const key = args.document('key');
  if (!key) throw failedToParse("The 'key' field is a required property of an index specification");
  if (![undefined, 2].includes(integerOf(spec.get('v'))))
    throw notImplemented("an index version other than 2 ('v')");
  const fields = parseKey(key);
  return {
    name: args.requiredString('name'),
    fields,
    unique: isTruthy(spec.get('unique')),
    sparse: isTruthy(spec.get('sparse')),
    throughArray: fields.map(() => false),
    truncated: false,
  };
}

const sameFields = (a: readonly KeyField[], b: readonly KeyField[]): boolean =>
  a.length === b.length &&
  a.every((field, i) => field.name === b[i]?.name && field.direction === b[i]?.direction);

/** Whether the index is there already. Errors: 85 and 86 where another one is in its way. */
function isPresent(collection: CollectionRecord, requested: Requested): boolean {
  const sameName = collection.indexes.find((index) => index.name === requested.name);
  const sameKey = collection.indexes.find((index) => sameFields(index.fields, requested.fields));
  const sameOptions = sameName?.unique === requested.unique && sameName.sparse === requested.sparse;
  if (sameName && sameName === sameKey && sameOptions) return true;
  if (sameName) {
    const other = sameName === sameKey ? 'other options' : 'another key';
    const message = `An existing index has the same name as the requested index, but ${other}`;
    throw new MongoError(86, `${message}: ${requested.name}`);
  }
  if (sameKey) throw new MongoError(85, `Index already exists with a different name: ${sameKey.name}`);
  return requested.fields.length === 1 && requested.fields[0]?.name === '_id';
}

function addIndexes({ store }: Context, collection: CollectionRecord, requested: readonly Requested[]): void {
  const added: IndexRecord[] = [];
  try {
    for (const index of requested) {
      if (isPresent(collection, index)) continue;
      const record = { ...index, id: store.catalog.takeId() };
      store.addIndex(collection, record);
      added.push(record);
    }
  } catch (error) {
    // One command, all its indexes or none.
    for (const record of added) store.dropIndex(collection, record);
    throw error;
  }
}

export const createIndexes: CommandDefinition = {
  fields: ['createIndexes', 'indexes', 'ignoreUnknownIndexOptions'],
  refused: ['commitQuorum'],
  isWrite: true,
  run(context) {
    const specs = context.args.array('indexes');
    if (!specs || specs.length === 0) throw badValue('Must specify at least one index to create');
    const requested = specs.map(parseIndex);
    const createdCollectionAutomatically = findTarget(context) === undefined;
    const collection = ensureTarget(context);
    const numIndexesBefore = collection.indexes.length + 1;
    addIndexes(context, collection, requested);
    const numIndexesAfter = collection.indexes.length + 1;
    const note = numIndexesBefore === numIndexesAfter ? { note: 'all indexes already exist' } : {};
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 };
  },
};

function chosen(collection: CollectionRecord, wanted: Value | undefined): IndexRecord[] {
  if (wanted === '*') return collection.indexes;
  if (Array.isArray(wanted)) return wanted.flatMap((name) => chosen(collection, name));
  const fields = isDoc(wanted) ? parseKey(wanted) : undefined;
  if (wanted === '_id_' || (fields?.length === 1 && fields[0]?.name === '_id')) {
    throw new MongoError(72, 'cannot drop _id index');
  }
  const found = collection.indexes.find((index) =>
    fields ? sameFields(index.fields, fields) : index.name === wanted,
  );
  if (!found) throw new MongoError(27, `index not found with name [${showValue(wanted)}]`);
  return [found];
}

export const dropIndexes: CommandDefinition = {
  fields: ['dropIndexes', 'index'],
  isWrite: true,
  run(context) {
    const collection = context.store.catalog.require(targetOf(context));
    const nIndexesWas = collection.indexes.length + 1;
    for (const index of chosen(collection, context.args.fields.get('index'))) {
      context.store.dropIndex(collection, index);
    }
    return { nIndexesWas, ok: 1 };
  },
};

function describe({ name, fields, unique, sparse }: Omit<Requested, 'throughArray' | 'truncated'>): Doc {
  const key: Doc = new Map(fields.map((field) => [field.name, field.direction]));
  const doc = docOf({ v: 2, key, name });
  if (unique) doc.set('unique', true);
  if (sparse) doc.set('sparse', true);
  return doc;
}

/** The index that every collection has. */
export const ID_INDEX = describe({
  name: '_id_',
  fields: [keyField('_id', 1)],
  unique: false,
  sparse: false,
});

export const listIndexes: CommandDefinition = {
  fields: ['listIndexes', 'cursor'],
  run(context) {
    const ns = targetOf(context);
    const { indexes } = context.store.catalog.require(ns);
    const rows = [ID_INDEX, ...indexes.map(describe)].map((doc) => Row.of(doc));
    return context.cursors.first(ns, rows, { batchSize: context.args.batchSize() });
  },
};
