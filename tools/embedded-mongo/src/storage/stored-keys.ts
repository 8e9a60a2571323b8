import { createHash } from 'node:crypto';
import type { Value } from '../bson/values';
import { encodeKey } from '../keys/encode-key';

/**
 * LMDB takes keys of 1,978 bytes. A longer key keeps its beginning and ends in a hash: equality stays exact, order
 * does not, so whoever stores such a key must note it (`truncated`) and no sort may rely on the order any more.
 */
const MAX_ID_BYTES = 800;
const MAX_FIELDS_BYTES = 1100;
const HASH_BYTES = 32;

export interface StoredKey {
  readonly key: Buffer;
  readonly truncated: boolean;
}

function shorten(key: Buffer, maximum: number): StoredKey {
  if (key.length <= maximum) return { key, truncated: false };
  const hash = createHash('sha256').update(key).digest();
  return { key: Buffer.concat([key.subarray(0, maximum - HASH_BYTES), hash]), truncated: true };
}

export const uint32Key = (value: number): Buffer => {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(value);
  return key;
};

/** The key of a document in the `docs` table: the collection's number and the key of its `_id`. */
export function documentKey(collectionId: number, id: Value): StoredKey {
  const { key, truncated } = shorten(encodeKey(id), MAX_ID_BYTES);
  return { key: Buffer.concat([uint32Key(collectionId), key]), truncated };
}

/** The part of an index entry's key that the fields make: what must be unique in a unique index. */
export function indexFieldsKey(indexId: number, fields: Buffer): StoredKey {
  const { key, truncated } = shorten(fields, MAX_FIELDS_BYTES);
  return { key: Buffer.concat([uint32Key(indexId), key]), truncated };
}

/** The key of an index entry: the fields, then the `_id`, so that equal fields keep an entry a document. */
export const indexEntryKey = (fieldsKey: Buffer, docKey: Buffer): Buffer =>
  Buffer.concat([fieldsKey, docKey.subarray(4)]);

/** A bound cut to what a shortened key keeps, so that a range over shortened keys loses none. */
export const cutBound = (bound: Buffer, maximum = 4 + MAX_FIELDS_BYTES - HASH_BYTES): Buffer =>
  bound.length > maximum ? bound.subarray(0, maximum) : bound;

export const MAX_ID_BOUND_BYTES = 4 + MAX_ID_BYTES - HASH_BYTES;
