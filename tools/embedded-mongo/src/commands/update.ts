import { eachElement, type RawElement } from '../bson/raw-document';
import type { Doc, Value } from '../bson/values';
import { decodeValue } from '../bson/decode';
import { findRows } from '../plan/rows';
import { MongoError, notImplemented } from '../errors';
import { parseFilter } from '../query/parse-filter';
import type { CollectionRecord } from '../storage/catalog';
import { insertDocument } from '../write/insert';
import {
  applyUpdate,
  parseUpdate,
  refuseMultiReplacement,
  upsertedDocument,
  type UpdateSpec,
} from '../write/update-spec';
import { Arguments } from './arguments';
import { type CommandDefinition, type Context, ensureTarget, targetOf } from './context';
import { runStatements, statementsOf } from './write-statements';

const FIELDS = ['q', 'u', 'multi', 'upsert'];
const REFUSED = ['collation', 'hint', 'arrayFilters', 'c', 'upsertSupplied', 'sampleId'];
const ARRAY_TYPE = 0x04;
const OBJECT_TYPE = 0x03;

interface Statement {
  readonly filter: Doc;
  readonly update: UpdateSpec;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
}

/** Reads a statement; the update stays bytes, because a replacement is stored as it came. */
function parseStatement(bytes: Buffer): Statement {
  const fields = new Map<string, Value>();
  let update: RawElement | undefined;
  eachElement(bytes, (element) => {
    const name = bytes.toString('utf8', element.start + 1, element.valueStart - 1);
    if (name === 'u') update = element;
    fields.set(name, name === 'u' ? null : decodeValue(bytes, element.type, element.valueStart, element.end));
  });
  const args = new Arguments('update.updates', fields).allow(FIELDS, REFUSED);
  const filter = args.document('q');
  if (!filter || !update) {
    const missing = filter ? 'u' : 'q';
    throw new MongoError(40414, `BSON field 'update.updates.${missing}' is missing but a required field`);
  }
  const spec = parseUpdateElement(bytes, update);
  const isMulti = args.boolean('multi');
  refuseMultiReplacement(spec, isMulti);
  return { filter, update: spec, isMulti, isUpsert: args.boolean('upsert') };
}

function parseUpdateElement(bytes: Buffer, { type, valueStart, end }: RawElement): UpdateSpec {
  if (type === ARRAY_TYPE) throw notImplemented('an update by pipeline');
  if (type !== OBJECT_TYPE) {
    throw new MongoError(9, 'Update argument must be either an object or an array');
  }
  return parseUpdate(bytes.subarray(valueStart, end));
}

/** What one statement did: how many documents it met, how many it changed, and the `_id` it inserted. */
interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId?: Value;
}

function runUpdate(
  context: Context,
  find: () => CollectionRecord | undefined,
  statement: Statement,
): Outcome {
  const { store } = context;
  const { filter, update, isMulti, isUpsert } = statement;
  const parsed = parseFilter(filter);
  const collection = isUpsert ? ensureTarget(context) : find();
  if (!collection) return { matched: 0, modified: 0 };
  const rows = findRows(store, collection, {
    filter: parsed,
    limit: isMulti ? undefined : 1,
    deadlineMs: context.deadlineMs,
  });
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
      const outcome = runUpdate(context, () => context.store.catalog.find(ns), parseStatement(bytes));
      n += outcome.matched;
      nModified += outcome.modified;
      if (outcome.upsertedId !== undefined) {
        upserted.push(
          new Map<string, Value>([
            ['index', index],
            ['_id', outcome.upsertedId],
          ]),
        );
      }
    });
    return { n, ...(upserted.length > 0 ? { upserted } : {}), nModified, ...errors, ok: 1 };
  },
};
