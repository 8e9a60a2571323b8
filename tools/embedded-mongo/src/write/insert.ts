import { ObjectId } from 'bson';
import { elementValue, firstElement, summarize, withIdFirst } from '../bson/codec';
import { isDoc, isRegex, type Value } from '../bson/values';
import { MongoError } from '../errors';
import type { CollectionRecord } from '../storage/catalog';
import { type DocumentStore, duplicateKey } from '../storage/document-store';
import { keyField } from '../keys/index-keys';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const ID_HEADER = Buffer.from('\u0007_id\0', 'latin1');

/** A document ready to be stored: `_id` is there, stands first and is of a type that may be one. */
export interface Storable {
  readonly bytes: Buffer;
  readonly id: Value;
}

export const newIdElement = (): Buffer => Buffer.concat([ID_HEADER, new ObjectId().id]);

/** Completes a document for storing. Errors: 2 too large, 52 and 53 for an `_id` that cannot be one. */
export function toStorable(bytes: Buffer): Storable {
  const { id, idIsFirst } = summarize(bytes);
  const idElement = id ? bytes.subarray(id.start, id.end) : newIdElement();
  const complete = idIsFirst ? bytes : withIdFirst(bytes, id, idElement);
  if (complete.length > MAX_DOCUMENT_BYTES) {
    const sizes = `size in bytes: ${complete.length}, max size: ${MAX_DOCUMENT_BYTES}`;
    throw new MongoError(10334, `object to insert too large. ${sizes}`);
  }
  const value = elementValue(complete, firstElement(complete));
  refuseBadId(value);
  return { bytes: complete, id: value };
}

function refuseBadId(id: Value): void {
  if (Array.isArray(id)) throw new MongoError(53, "The '_id' value cannot be of type array");
  if (isRegex(id)) throw new MongoError(53, "The '_id' value cannot be of type regex");
  refuseDollarInId(id);
}

function refuseDollarInId(value: Value): void {
  if (Array.isArray(value)) return value.forEach(refuseDollarInId);
  if (!isDoc(value)) return;
  for (const [name, inner] of value) {
    if (name.startsWith('$')) {
      throw new MongoError(
        52,
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
    }
    refuseDollarInId(inner);
  }
}

/** Stores a new document. Errors: 11000 where its `_id`, or a key of a unique index, is taken. */
export function insertDocument(store: DocumentStore, collection: CollectionRecord, document: Storable): void {
  const docKey = store.keyForId(collection, document.id);
  if (store.get(docKey)) {
    throw duplicateKey(collection.ns, '_id_', [keyField('_id', 1)], new Map([['_id', document.id]]));
  }
  store.put(collection, docKey, document.bytes);
}
