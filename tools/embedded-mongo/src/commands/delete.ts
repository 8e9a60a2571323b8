import { decodeDocument } from '../bson/decode';
import { badValue, failedToParse } from '../errors';
import { findRows } from '../plan/rows';
import { parseFilter } from '../query/parse-filter';
import { Arguments } from './arguments';
import { type CommandDefinition, findTarget } from './context';
import { runStatements, statementsOf } from './write-statements';

function parseStatement(bytes: Buffer): {
  filter: ReturnType<typeof parseFilter>;
  limit: number | undefined;
} {
  const args = new Arguments('delete.deletes', decodeDocument(bytes)).allow(
    ['q', 'limit'],
    ['collation', 'hint'],
  );
  const filter = args.document('q');
  const limit = args.integer('limit');
  if (!filter || limit === undefined) throw failedToParse("a delete statement needs 'q' and 'limit'");
  if (limit !== 0 && limit !== 1)
    throw badValue(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
  return { filter: parseFilter(filter), limit: limit === 1 ? 1 : undefined };
}

export const deleteCommand: CommandDefinition = {
  fields: ['delete', 'deletes', 'ordered'],
  refused: ['let'],
  isWrite: true,
  run(context) {
    const { store, deadlineMs } = context;
    const statements = statementsOf(context, 'deletes');
    const collection = findTarget(context);
    let n = 0;
    const errors = runStatements(context, statements, (bytes) => {
      const { filter, limit } = parseStatement(bytes);
      if (!collection) return;
      for (const row of [...findRows(store, collection, { filter, limit, deadlineMs })]) {
        store.remove(collection, row.docKey as Buffer, row.bytes);
        n += 1;
      }
    });
    return { n, ...errors, ok: 1 };
  },
};
