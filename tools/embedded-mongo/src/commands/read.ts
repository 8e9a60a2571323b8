import { parsePipeline, runStages } from '../aggregate/pipeline';
import { Arguments } from './arguments';
import { failedToParse, MongoError, notImplemented } from '../errors';
import type { Value } from '../bson/values';
import { identityOf } from '../keys/encode-key';
import { findRows } from '../plan/rows';
import { isEmptyFilter } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import { splitPath } from '../paths';
import { documentsOf } from '../storage/document-store';
import { type CommandDefinition, findTarget, targetOf } from './context';
import { expandValues } from './distinct-values';

const DEFAULT_FIRST_BATCH = 101;

export const aggregate: CommandDefinition = {
  fields: ['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation'],
  refused: ['collation', 'hint', 'let', 'explain', 'exchange', 'fromMongos', 'needsMerge'],
  isWrite: false,
  run(context) {
    const { args, store, cursors, deadlineMs } = context;
    if (typeof args.fields.get('aggregate') !== 'string') throw notImplemented('aggregate on a database');
    const specs = args.array('pipeline');
    if (!specs)
      throw new MongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
    const cursor = args.document('cursor');
    if (!cursor) {
      throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
    }
    const batchSize = new Arguments('aggregate.cursor', cursor).allow(['batchSize']).nonNegative('batchSize');
    const { query, stages } = parsePipeline(specs);
    const collection = findTarget(context);
    const rows = collection ? findRows(store, collection, { ...query, deadlineMs }) : [];
    return cursors.first(targetOf(context), runStages(rows, stages), {
      batchSize: batchSize ?? DEFAULT_FIRST_BATCH,
    });
  },
};

export const count: CommandDefinition = {
  fields: ['count', 'query', 'limit', 'skip', 'fields'],
  refused: ['collation', 'hint'],
  isWrite: false,
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
  isWrite: false,
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
