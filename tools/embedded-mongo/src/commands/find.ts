import { Row, findRows } from '../plan/rows';
import { parseProjection } from '../projection/projection';
import { parseFilter } from '../query/parse-filter';
import { parseSort } from '../query/parse-sort';
import { type CommandDefinition, findTarget, targetOf } from './context';

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
  isWrite: false,
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
    return cursors.first(targetOf(context), projection ? projected(rows, projection) : rows, options);
  },
};

export function* projected(
  rows: Iterable<Row>,
  projection: ReturnType<typeof parseProjection>,
): Generator<Row> {
  for (const row of rows) yield Row.of(projection(row));
}
