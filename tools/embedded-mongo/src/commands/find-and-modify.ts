import { decodeDocument, encodeDocument } from '../bson/codec';
import { type Doc, isDoc, type Value } from '../bson/values';
import { failedToParse, notImplemented } from '../errors';
import { findRows, Row } from '../plan/rows';
import { parseProjection } from '../projection/projection';
import { parseFilter } from '../query/parse-filter';
import { parseSort } from '../keys/index-keys';
import type { CollectionRecord } from '../storage/catalog';
import type { Reply } from '../wire/replies';
import { insertDocument } from '../write/insert';
import { applyUpdate, parseUpdate, upsertedDocument } from '../write/update-spec';
import type { Arguments } from './arguments';
import { type CommandDefinition, type Context, ensureTarget, findTarget } from './context';

function parseRequest(args: Arguments) {
  const isRemove = args.boolean('remove');
  const update = args.fields.get('update');
  if (Array.isArray(update)) throw notImplemented('an update by pipeline');
  if (isRemove === (update !== undefined))
    throw failedToParse('Either an update or remove=true must be specified, not both');
  if (update !== undefined && !isDoc(update))
    throw failedToParse('Update argument must be either an object or an array');
  const isUpsert = args.boolean('upsert');
  const returnsNew = args.boolean('new');
  if (isRemove && isUpsert) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (isRemove && returnsNew)
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  const fields = args.document('fields');
  const projection = fields && fields.size > 0 ? parseProjection(fields) : undefined;
  return {
    filter: args.document('query') ?? new Map<string, Value>(),
    update: update ? parseUpdate(encodeDocument(update)) : undefined,
    isUpsert,
    returnsNew,
    show: (bytes: Buffer) => (projection ? projection(new Row(bytes)) : decodeDocument(bytes)),
  };
}

function findOne(context: Context, collection: CollectionRecord, filter: Doc): Row | undefined {
  const sort = parseSort(context.args.document('sort') ?? new Map());
  const query = { filter: parseFilter(filter), sort, limit: 1, deadlineMs: context.deadlineMs };
  const [row] = findRows(context.store, collection, query);
  return row;
}

const answer = (lastErrorObject: Record<string, Value>, value: Doc | null): Reply => ({
  lastErrorObject,
  value,
  ok: 1,
});

/** Finds one document and updates, replaces or removes it, all in one step of the write queue. */
export const findAndModify: CommandDefinition = {
  fields: [
    'findAndModify',
    'findandmodify',
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
  ],
  refused: ['collation', 'let', 'hint', 'arrayFilters'],
  isWrite: true,
  run(context) {
    const { store, args } = context;
    const { filter, update, isUpsert, returnsNew, show } = parseRequest(args);
    const collection = isUpsert ? ensureTarget(context) : findTarget(context);
    const row = collection && findOne(context, collection, filter);
    if (collection && !row && update && isUpsert) {
      const { bytes, id } = upsertedDocument(update, filter);
      insertDocument(store, collection, { bytes, id });
      return answer({ n: 1, updatedExisting: false, upserted: id }, returnsNew ? show(bytes) : null);
    }
    if (!row) return answer(update ? { n: 0, updatedExisting: false } : { n: 0 }, null);
    if (!update) {
      store.remove(collection, row.docKey as Buffer, row.bytes);
      return answer({ n: 1 }, show(row.bytes));
    }
    const next = applyUpdate(update, row.bytes);
    if (!next.equals(row.bytes)) store.put(collection, row.docKey as Buffer, next, row.bytes);
    return answer({ n: 1, updatedExisting: true }, show(returnsNew ? next : row.bytes));
  },
};
