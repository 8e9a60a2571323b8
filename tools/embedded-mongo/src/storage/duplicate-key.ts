import { MongoError } from '../errors';
import { showValue } from '../bson/show';
import type { Doc, Value } from '../bson/values';
import type { KeyField } from '../keys/index-keys';
import { valueAt } from '../paths';

/** MongoDB's answer to a second document under a unique key: E11000, with the key's pattern and value. */
export function duplicateKey(
  ns: string,
  indexName: string,
  fields: readonly KeyField[],
  doc: Doc,
): MongoError {
  const keyPattern = new Map(fields.map(({ name, direction }) => [name, direction]));
  const keyValue = new Map<string, Value>(fields.map(({ name, path }) => [name, valueAt(doc, path) ?? null]));
  return new MongoError(
    11000,
    `E11000 duplicate key error collection: ${ns} index: ${indexName} dup key: ${showValue(keyValue)}`,
    { keyPattern, keyValue },
  );
}
