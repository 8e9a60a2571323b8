import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDocument } from '../bson/codec';
import { insertDocument, toStorable } from '../write/insert';
import type { CollectionRecord, IndexRecord } from './catalog';
import { DocumentStore } from './document-store';
import { openEnvironment } from './environment';
import { keyField } from '../keys/index-keys';

describe('the document store', () => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-store-'));
  const environment = openEnvironment(path);
  const store = new DocumentStore(environment);
  const inTransaction = <T>(run: () => T): T => environment.root.transactionSync(run);
  const sizes = () => ({ docs: environment.docs.getKeysCount(), idx: environment.idx.getKeysCount() });

  const index = (name: string, unique = false): IndexRecord => ({
    id: store.catalog.takeId(),
    name,
    fields: [keyField(name, 1)],
    unique,
    sparse: false,
    throughArray: [false],
    truncated: false,
  });

  const insert = (collection: CollectionRecord, fields: Record<string, unknown>): void =>
    insertDocument(store, collection, toStorable(encodeDocument(fields)));

  afterAll(async () => {
    await environment.root.close();
    rmSync(path, { recursive: true, force: true });
  });

  it('leaves nothing of an index that cannot be made, of one dropped, and of a collection dropped', () => {
    inTransaction(() => {
      const collection = store.catalog.create('a.lots');
      for (const i of [1, 2, 3]) insert(collection, { _id: i, n: i % 2, tags: ['x', i] });
      expect(() => store.addIndex(collection, index('n', true))).toThrow('E11000');
      expect(sizes()).toEqual({ docs: 3, idx: 0 });
      const tags = index('tags');
      store.addIndex(collection, tags);
      store.addIndex(collection, index('n'));
      expect(sizes()).toEqual({ docs: 3, idx: 9 });
      store.dropIndex(collection, tags);
      expect(sizes()).toEqual({ docs: 3, idx: 3 });
      store.dropCollection(collection);
      expect(sizes()).toEqual({ docs: 0, idx: 0 });
    });
  });

  it('moves the entries of a document with it, and writes nothing where a key is taken', () => {
    inTransaction(() => {
      const collection = store.catalog.create('a.moves');
      store.addIndex(collection, index('n', true));
      store.addIndex(collection, index('m'));
      insert(collection, { _id: 1, n: 1, m: 1 });
      insert(collection, { _id: 2, n: 2, m: 2 });
      const key = store.keyForId(collection, 2);
      const old = store.get(key) as Buffer;
      expect(() => store.put(collection, key, encodeDocument({ _id: 2, n: 1, m: 5 }), old)).toThrow('E11000');
      expect(store.get(key)).toEqual(old);
      store.put(collection, key, encodeDocument({ _id: 2, n: 3, m: [7, 8] }), old);
      expect(sizes()).toEqual({ docs: 2, idx: 5 });
      store.remove(collection, key, store.get(key) as Buffer);
      expect(sizes()).toEqual({ docs: 1, idx: 2 });
      store.dropCollection(collection);
    });
  });

  it('knows its collections, indexes and their marks again after a restart', () => {
    inTransaction(() => {
      const collection = store.catalog.create('a.kept');
      store.addIndex(collection, index('tags'));
      insert(collection, { _id: 'x'.repeat(3_000), tags: ['y'.repeat(3_000), 1] });
    });
    const again = new DocumentStore(environment).catalog.require('a.kept');
    expect(again).toMatchObject({
      truncated: true,
      indexes: [{ name: 'tags', throughArray: [true], truncated: true }],
    });
    expect(again).toEqual(store.catalog.require('a.kept'));
  });
});
