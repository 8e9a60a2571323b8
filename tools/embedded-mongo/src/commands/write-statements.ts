import { MongoError } from '../errors';
import type { Doc } from '../bson/values';
import type { Context } from './context';

export const MAX_WRITE_BATCH = 100_000;

/** The statements of a write as bytes. Errors: 40414 where the list is missing, 16 where it is too short or long. */
export function statementsOf({ command, args }: Context, field: string): readonly Buffer[] {
  const list = command.list(field);
  if (!list)
    throw new MongoError(40414, `BSON field '${args.owner}.${field}' is missing but a required field`);
  if (list.length === 0 || list.length > MAX_WRITE_BATCH) {
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${list.length} operations.`,
    );
  }
  return list;
}

/** Runs the statements in turn. A refused one is noted; the rest goes on only if the batch is unordered. */
export function runStatements(
  context: Context,
  statements: readonly Buffer[],
  run: (statement: Buffer, index: number) => void,
): { writeErrors?: Doc[] } {
  const isOrdered = context.args.boolean('ordered', true);
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      writeErrors.push(errorDocument(error, index));
      if (isOrdered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function errorDocument(error: MongoError, index: number): Doc {
  const fields = { index, code: error.code, ...error.extra, errmsg: error.message };
  return new Map(Object.entries(fields)) as Doc;
}
