import {
  ARRAY_TYPE,
  decodeDocument,
  decodeValue,
  eachElement,
  OBJECT_TYPE,
  type RawElement,
} from '../bson/codec';
import { type Doc, docOf, type Value } from '../bson/values';
import { badValue, failedToParse, missingField, MongoError, notImplemented } from '../errors';
import { findRows, type Query } from '../plan/rows';
import { parseFilter } from '../query/parse-filter';
import { insertDocument, toStorable } from '../write/insert';
import { applyUpdate, parseUpdate, type UpdateSpec, upsertedDocument } from '../write/update-spec';
import { Arguments } from './arguments';
import { type CommandDefinition, type Context, ensureTarget, findTarget, targetOf } from './context';

export const MAX_WRITE_BATCH = 100_000;

/** The statements of a write as bytes. Errors: 40414 where the list is missing, 16 where it is too short or long. */
function statementsOf({ command, args }: Context, field: string): readonly Buffer[] {
  const list = command.list(field);
  if (!list) throw missingField(`${args.owner}.${field}`);
  if (list.length === 0 || list.length > MAX_WRITE_BATCH) {
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${list.length} operations.`,
    );
  }
  return list;
}

/** Runs the statements in turn. A refused one is noted; the rest goes on only if the batch is unordered. */
function runStatements(
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
      const { code, extra, message: errmsg } = error;
      writeErrors.push(docOf({ index, code, ...extra, errmsg }));
      if (isOrdered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

export const insert: CommandDefinition = {
  fields: ['insert', 'documents', 'ordered', 'bypassDocumentValidation'],
  isWrite: true,
  run(context) {
    const documents = statementsOf(context, 'documents');
    const collection = ensureTarget(context);
    let n = 0;
    const errors = runStatements(context, documents, (document) => {
      insertDocument(context.store, collection, toStorable(document));
      n += 1;
    });
    return { n, ...errors, ok: 1 };
  },
};

function parseDelete(bytes: Buffer): Pick<Query, 'filter' | 'limit'> {
  const args = new Arguments('delete.deletes', decodeDocument(bytes));
  args.allow(['q', 'limit'], ['collation', 'hint']);
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
      const { filter, limit } = parseDelete(bytes);
      if (!collection) return;
      for (const row of [...findRows(store, collection, { filter, limit, deadlineMs })]) {
        store.remove(collection, row.docKey as Buffer, row.bytes);
        n += 1;
      }
    });
    return { n, ...errors, ok: 1 };
  },
};

const FIELDS = ['q', 'u', 'multi', 'upsert'];
const REFUSED = ['collation', 'hint', 'arrayFilters', 'c', 'upsertSupplied', 'sampleId'];

interface UpdateStatement {
  readonly filter: Doc;
  readonly update: UpdateSpec;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
}

/** Reads a statement; the update stays bytes, because a replacement is stored as it came. */
function parseUpdateStatement(bytes: Buffer): UpdateStatement {
  const fields = new Map<string, Value>();
  let update: RawElement | undefined;
  eachElement(bytes, (type, start, valueStart, end) => {
    const name = bytes.toString('utf8', start + 1, valueStart - 1);
    if (name === 'u') update = { type, start, valueStart, end };
    fields.set(name, name === 'u' ? null : decodeValue(bytes, type, valueStart, end));
  });
  const args = new Arguments('update.updates', fields).allow(FIELDS, REFUSED);
  const filter = args.document('q');
  if (!filter || !update) throw missingField(`update.updates.${filter ? 'u' : 'q'}`);
  const spec = parseUpdateElement(bytes, update);
  const isMulti = args.boolean('multi');
  if (isMulti && spec.kind === 'replace')
    throw failedToParse('multi update is not supported for replacement-style update');
  return { filter, update: spec, isMulti, isUpsert: args.boolean('upsert') };
}

function parseUpdateElement(bytes: Buffer, { type, valueStart, end }: RawElement): UpdateSpec {
  if (type === ARRAY_TYPE) throw notImplemented('an update by pipeline');
  if (type !== OBJECT_TYPE) throw failedToParse('Update argument must be either an object or an array');
  return parseUpdate(bytes.subarray(valueStart, end));
}

/** What one statement did: how many documents it met, how many it changed, and the `_id` it inserted. */
interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId?: Value;
}

function runUpdate({ store, deadlineMs }: Context, ns: string, statement: UpdateStatement): Outcome {
  const { filter, update, isMulti, isUpsert } = statement;
  const query = { filter: parseFilter(filter), limit: isMulti ? undefined : 1, deadlineMs };
  const collection = store.catalog.find(ns) ?? (isUpsert ? store.catalog.create(ns) : undefined);
  if (!collection) return { matched: 0, modified: 0 };
  const rows = findRows(store, collection, query);
  let [matched, modified] = [0, 0];
  // The rows are read to the end before any is changed: a changed one must not be met again.
  for (const { docKey, bytes } of [...rows]) {
    const next = applyUpdate(update, bytes);
    matched += 1;
    if (next.equals(bytes)) continue;
    store.put(collection, docKey as Buffer, next, bytes);
    modified += 1;
  }
  if (matched > 0 || !isUpsert) return { matched, modified };
  const document = upsertedDocument(update, filter);
  insertDocument(store, collection, document);
  return { matched: 1, modified: 0, upsertedId: document.id };
}

export const update: CommandDefinition = {
  fields: ['update', 'updates', 'ordered', 'bypassDocumentValidation'],
  refused: ['let'],
  isWrite: true,
  run(context) {
    const statements = statementsOf(context, 'updates');
    const ns = targetOf(context);
    const upserted: Doc[] = [];
    let [n, nModified] = [0, 0];
    const errors = runStatements(context, statements, (bytes, index) => {
      const { matched, modified, upsertedId } = runUpdate(context, ns, parseUpdateStatement(bytes));
      n += matched;
      nModified += modified;
      if (upsertedId !== undefined) upserted.push(docOf({ index, _id: upsertedId }));
    });
    return { n, ...(upserted.length > 0 ? { upserted } : {}), nModified, ...errors, ok: 1 };
  },
};
