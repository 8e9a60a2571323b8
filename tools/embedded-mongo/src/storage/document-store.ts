import { decodeDocument } from '../bson/codec';
import { type Doc, showValue, type Value } from '../bson/values';
import { MongoError } from '../errors';
import { afterPrefix } from '../keys/encode-key';
import { type KeyField, keysOf } from '../keys/index-keys';
import { valueAt } from '../paths';
import { Catalog, type CollectionRecord, type IndexRecord } from './catalog';
import { type Environment, type KeyRange, readRange, removeRange } from './environment';
import { documentKey, indexEntryKey, indexFieldsKey, uint32Key } from './stored-keys';

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

const wholeTable = (id: number): KeyRange => ({ start: uint32Key(id), end: uint32Key(id + 1) });

/** The range of all documents of a collection. */
export const documentsOf = (collection: CollectionRecord): KeyRange => wholeTable(collection.id);

/** The keys of a document in an index; marks the index where they pass through arrays or are shortened. */
function noteKeys(index: IndexRecord, doc: Doc): { keys: Buffer[]; isNews: boolean } {
  const { keys, throughArray, allMissing } = keysOf(index.fields, doc);
  if (index.sparse && allMissing) return { keys: [], isNews: false };
  const stored = keys.map((key) => indexFieldsKey(index.id, key));
  const truncated = stored.some((key) => key.truncated);
  const isNews =
    (truncated && !index.truncated) || throughArray.some((through, i) => through && !index.throughArray[i]);
  if (isNews) {
    index.throughArray = index.throughArray.map((known, i) => known || throughArray[i] === true);
    index.truncated ||= truncated;
  }
  return { keys: stored.map(({ key }) => key), isNews };
}

/** Documents and their index entries. Every write belongs to the transaction that runs (see WriteQueue). */
export class DocumentStore {
  readonly catalog: Catalog;

  constructor(readonly environment: Environment) {
    this.catalog = new Catalog(environment);
  }

  get(docKey: Buffer): Buffer | undefined {
    return this.environment.docs.get(docKey);
  }

  /** Whether any document's key is shortened is noted before the first such key is stored. */
  keyForId(collection: CollectionRecord, id: Value): Buffer {
    const { key, truncated } = documentKey(collection.id, id);
    if (truncated && !collection.truncated) {
      collection.truncated = true;
      this.catalog.save(collection);
    }
    return key;
  }

  /** Stores a document and its index entries in place of the old bytes. Errors: 11000, before anything is written. */
  put(collection: CollectionRecord, docKey: Buffer, bytes: Buffer, old?: Buffer): void {
    if (collection.indexes.length > 0) this.moveEntries(collection, docKey, decodeDocument(bytes), old);
    void this.environment.docs.put(docKey, bytes);
  }

  remove(collection: CollectionRecord, docKey: Buffer, old: Buffer): void {
    if (collection.indexes.length > 0) {
      const doc = decodeDocument(old);
      for (const index of collection.indexes) {
        for (const key of this.fieldKeys(collection, index, doc)) {
          void this.environment.idx.remove(indexEntryKey(key, docKey));
        }
      }
    }
    void this.environment.docs.remove(docKey);
  }

  private moveEntries(collection: CollectionRecord, docKey: Buffer, doc: Doc, old: Buffer | undefined): void {
    const oldDoc = old && decodeDocument(old);
    const moves = collection.indexes.map((index) => {
      const added = this.fieldKeys(collection, index, doc);
      const removed = oldDoc ? this.fieldKeys(collection, index, oldDoc) : [];
      const isSame =
        added.length === removed.length && added.every((key, i) => key.equals(removed[i] as Buffer));
      if (isSame) return { added: [], removed: [] };
      if (index.unique) this.refuseDuplicates(collection, index, added, docKey, doc);
      return { added, removed };
    });
    const { idx } = this.environment;
    for (const { added, removed } of moves) {
      for (const key of removed) void idx.remove(indexEntryKey(key, docKey));
      for (const key of added) void idx.put(indexEntryKey(key, docKey), docKey);
    }
  }

  private refuseDuplicates(
    collection: CollectionRecord,
    index: IndexRecord,
    keys: readonly Buffer[],
    docKey: Buffer,
    doc: Doc,
  ): void {
    for (const key of keys) {
      for (const { value } of this.environment.idx.getRange({
        start: key,
        end: afterPrefix(key),
        limit: 2,
      })) {
        if (!value.equals(docKey)) throw duplicateKey(collection.ns, index.name, index.fields, doc);
      }
    }
  }

  /** The field keys of a document in an index, after saving what the planner must know about them. */
  private fieldKeys(collection: CollectionRecord, index: IndexRecord, doc: Doc): Buffer[] {
    const { keys, isNews } = noteKeys(index, doc);
    if (isNews) this.catalog.save(collection);
    return keys;
  }

  /** Fills a new index from the documents there are, then adds it. Errors: 11000, 171; then nothing is kept. */
  addIndex(collection: CollectionRecord, index: IndexRecord): void {
    try {
      for (const { key, value } of readRange(this.environment.docs, documentsOf(collection))) {
        const doc = decodeDocument(value);
        const { keys } = noteKeys(index, doc);
        if (index.unique) this.refuseDuplicates(collection, index, keys, key, doc);
        for (const fieldsKey of keys) void this.environment.idx.put(indexEntryKey(fieldsKey, key), key);
      }
    } catch (error) {
      removeRange(this.environment.idx, wholeTable(index.id));
      throw error;
    }
    collection.indexes = [...collection.indexes, index];
    this.catalog.save(collection);
  }

  dropIndex(collection: CollectionRecord, index: IndexRecord): void {
    removeRange(this.environment.idx, wholeTable(index.id));
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.catalog.save(collection);
  }

  dropCollection(collection: CollectionRecord): void {
    for (const index of collection.indexes) removeRange(this.environment.idx, wholeTable(index.id));
    removeRange(this.environment.docs, documentsOf(collection));
    this.catalog.remove(collection, 'collection dropped');
  }
}
