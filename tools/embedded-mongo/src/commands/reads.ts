import { parsePipeline, runStages } from '../aggregate/pipeline';
import { integerOf } from '../bson/arithmetic';
import type { Doc, Value } from '../bson/values';
import { failedToParse, notImplemented, typeMismatch } from '../errors';
import { identityOf } from '../keys/encode-key';
import { type Path, splitPath, visitPath } from '../paths';
import { findRows, mapRows } from '../plan/rows';
import { parseProjection } from '../projection/projection';
import { isEmptyFilter } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import { parseSort } from '../keys/index-keys';
import { documentsOf } from '../storage/document-store';
import { type CommandDefinition, findTarget, namespaceOf, targetOf } from './context';

const DEFAULT_FIRST_BATCH = 101;

export const find: CommandDefinition = {
  fields: [
    'find',
    'filter',
    'sort',
    'projection',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'noCursorTimeout',
    'allowDiskUse',
    'allowPartialResults',
  ],
  refused: [
    'collation',
    'let',
    'hint',
    'min',
    'max',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
  ],
  run(context) {
    const { args, store, cursors, deadlineMs } = context;
    const collection = findTarget(context);
    const query = {
      filter: parseFilter(args.document('filter') ?? new Map()),
      sort: parseSort(args.document('sort') ?? new Map()),
      skip: args.nonNegative('skip'),
      // To MongoDB a limit of zero is none.
      limit: args.nonNegative('limit') || undefined,
      deadlineMs,
    };
    const spec = args.document('projection');
    const projection = spec && spec.size > 0 ? parseProjection(spec) : undefined;
    const rows = collection ? findRows(store, collection, query) : [];
    const options = {
      batchSize: args.nonNegative('batchSize') ?? DEFAULT_FIRST_BATCH,
      isSingleBatch: args.boolean('singleBatch'),
      isKeptIdle: args.boolean('noCursorTimeout'),
    };
    return cursors.first(targetOf(context), projection ? mapRows(rows, projection) : rows, options);
  },
};

function cursorId(value: Value | undefined): bigint {
  if (typeof value === 'bigint') return value;
  const id = integerOf(value);
  if (id === undefined) throw typeMismatch('a cursor id must be a long');
  return BigInt(id);
}

export const getMore: CommandDefinition = {
  fields: ['getMore', 'collection', 'batchSize'],
  refused: ['term', 'lastKnownCommittedOpTime'],
  run({ args, cursors, db }) {
    const ns = namespaceOfCursor(db, args.requiredString('collection'));
    return cursors.next(cursorId(args.fields.get('getMore')), ns, args.nonNegative('batchSize') || Infinity);
  },
};

// The cursors of listings carry names that no collection may have.
const namespaceOfCursor = (db: string, collection: string): string =>
  collection.startsWith('$cmd.') ? `${db}.${collection}` : namespaceOf(db, collection);

export const killCursors: CommandDefinition = {
  fields: ['killCursors', 'cursors'],
  run({ args, cursors }) {
    const ids = args.requiredArray('cursors');
    const killed: bigint[] = [];
    const notFound: bigint[] = [];
    for (const id of ids.map(cursorId)) (cursors.kill(id) ? killed : notFound).push(id);
    return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};

export const aggregate: CommandDefinition = {
  fields: ['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation'],
  refused: ['collation', 'hint', 'let', 'explain', 'exchange', 'fromMongos', 'needsMerge'],
  run(context) {
    const { args, store, cursors, deadlineMs } = context;
    if (typeof args.fields.get('aggregate') !== 'string') throw notImplemented('aggregate on a database');
    const specs = args.requiredArray('pipeline');
    if (!args.document('cursor')) {
      throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
    }
    const batchSize = args.batchSize(DEFAULT_FIRST_BATCH);
    const { query, stages } = parsePipeline(specs);
    const collection = findTarget(context);
    const rows = collection ? findRows(store, collection, { ...query, deadlineMs }) : [];
    return cursors.first(targetOf(context), runStages(rows, stages), { batchSize });
  },
};

export const count: CommandDefinition = {
  fields: ['count', 'query', 'limit', 'skip', 'fields'],
  refused: ['collation', 'hint'],
  run(context) {
    const { args, store, deadlineMs } = context;
    const collection = findTarget(context);
    const filter = parseFilter(args.document('query') ?? new Map());
    const skip = args.nonNegative('skip') ?? 0;
    // A negative limit counts as its amount, zero as none.
    const limit = Math.abs(args.integer('limit') ?? 0) || Infinity;
    if (!collection) return { n: 0, ok: 1 };
    if (isEmptyFilter(filter)) {
      const all = store.environment.docs.getKeysCount(documentsOf(collection));
      return { n: Math.min(Math.max(0, all - skip), limit), ok: 1 };
    }
    let n = 0;
    for (const _row of findRows(store, collection, { filter, skip, limit, deadlineMs })) n += 1;
    return { n, ok: 1 };
  },
};

export const distinct: CommandDefinition = {
  fields: ['distinct', 'key', 'query'],
  refused: ['collation', 'hint'],
  run(context) {
    const { args, store, deadlineMs } = context;
    const collection = findTarget(context);
    const path = splitPath(args.requiredString('key'));
    const filter = parseFilter(args.document('query') ?? new Map());
    const values = new Map<string, Value>();
    for (const row of collection ? findRows(store, collection, { filter, deadlineMs }) : []) {
      for (const value of expandValues(row.doc, path)) {
        const identity = identityOf(value);
        if (!values.has(identity)) values.set(identity, value);
      }
    }
    return { values: [...values.values()], ok: 1 };
  },
};

/** The values `distinct` sees at a path: the elements of an array instead of the array, nothing where it is missing. */
function expandValues(doc: Doc, path: Path): Value[] {
  const values: Value[] = [];
  visitPath(doc, path, false, (value) => {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
    return false;
  });
  return values;
}
