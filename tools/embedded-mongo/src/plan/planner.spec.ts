import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDocument } from '../bson/codec';
import type { Doc, Value } from '../bson/values';
import { parseFilter } from '../query/parse-filter';
import { keyField, parseSort } from '../keys/index-keys';
import type { CollectionRecord, IndexRecord } from '../storage/catalog';
import { DocumentStore } from '../storage/document-store';
import { openEnvironment } from '../storage/environment';
import { insertDocument, toStorable } from '../write/insert';
import { planQuery } from './planner';
import { findRows } from './rows';

const DOCUMENTS = 2_000;

const doc = (fields: Record<string, unknown>): Doc =>
  new Map(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
const plain = (value: unknown): Value => {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null
    ? doc(value as Record<string, unknown>)
    : (value as Value);
};

describe('the planner', () => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-plan-'));
  const environment = openEnvironment(path);
  const store = new DocumentStore(environment);
  let collection: CollectionRecord;
  let read: number;

  const index = (name: string, fields: Record<string, 1 | -1>): IndexRecord => ({
    id: store.catalog.takeId(),
    name,
    fields: Object.entries(fields).map(([field, direction]) => keyField(field, direction)),
    unique: false,
    sparse: false,
    throughArray: Object.keys(fields).map(() => false),
    truncated: false,
  });

  beforeAll(() => {
    environment.root.transactionSync(() => {
      collection = store.catalog.create('a.lots');
      store.addIndex(collection, index('a_b', { a: 1, b: -1 }));
      store.addIndex(collection, index('tags', { tags: 1 }));
      for (let i = 0; i < DOCUMENTS; i += 1) {
        const bytes = encodeDocument({ _id: i, a: i % 100, b: i, c: i, tags: [`t${i}`, `u${i}`] });
        insertDocument(store, collection, toStorable(bytes));
      }
    });
  });

  beforeEach(() => {
    read = 0;
    const get = store.get.bind(store);
    jest.spyOn(store, 'get').mockImplementation((key) => {
      read += 1;
      return get(key);
    });
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(async () => {
    await environment.root.close();
    rmSync(path, { recursive: true, force: true });
  });

  const plan = (filter: Record<string, unknown>, sort: Record<string, unknown> = {}) =>
    planQuery(collection, parseFilter(doc(filter)), parseSort(doc(sort)));

  const find = (filter: Record<string, unknown>, sort: Record<string, unknown> = {}, limit?: number) => {
    const query = { filter: parseFilter(doc(filter)), sort: parseSort(doc(sort)), limit };
    return [...findRows(store, collection, query)].map((row) => row.doc.get('_id') as number);
  };

  it('fetches by _id, without a scan and without a test', () => {
    expect(plan({ _id: 5 })).toMatchObject({ access: { kind: 'keys' }, isExact: true });
    const ids = Array.from({ length: 500 }, (_, i) => i * 2);
    expect(find({ _id: { $in: ids } }, { _id: -1 })).toEqual([...ids].reverse());
    expect(read).toBe(500);
  });

  it('tests what the keys do not tell', () => {
    expect(plan({ _id: 5, a: 6 }).isExact).toBe(false);
    expect(find({ _id: 5, a: 6 })).toEqual([]);
    expect(find({ _id: { $in: [5, 6], $gt: 5 } })).toEqual([6]);
  });

  it('reads by an index only what an equality allows, in the order of the sort', () => {
    expect(plan({ a: 7 }, { b: -1 })).toMatchObject({
      access: { kind: 'index', name: 'a_b' },
      isSorted: true,
      reverse: false,
    });
    expect(plan({ a: 7 }, { b: 1 })).toMatchObject({ isSorted: true, reverse: true });
    expect(find({ a: 7 }, { b: 1 })).toEqual(Array.from({ length: 20 }, (_, i) => 7 + i * 100));
    expect(read).toBe(20);
  });

  it('stops at the limit where the index gives the order', () => {
    expect(find({ a: { $gte: 50 } }, { a: 1, b: -1 }, 3)).toEqual([1950, 1850, 1750]);
    expect(read).toBe(3);
  });

  it('reads a range of the second field', () => {
    expect(find({ a: 7, b: { $gt: 1_000, $lte: 1_207 } }, { b: 1 })).toEqual([1_007, 1_107, 1_207]);
    expect(read).toBe(3);
  });

  it('reads ranges of _id from the documents themselves', () => {
    expect(plan({ _id: { $gte: 10, $lt: 12 } }, { _id: -1 })).toMatchObject({
      access: { kind: 'documents' },
      reverse: true,
      isSorted: true,
    });
    expect(find({ _id: { $gte: 10, $lt: 12 } }, { _id: -1 })).toEqual([11, 10]);
    expect(read).toBe(0);
  });

  it('takes one bound only through an array, and no order', () => {
    expect(plan({ tags: { $gt: 't1', $lt: 't2' } }, { tags: 1 })).toMatchObject({
      access: { kind: 'index', name: 'tags', mayRepeat: true },
      isSorted: false,
    });
    expect(find({ tags: 'u5' })).toEqual([5]);
    expect(read).toBe(1);
  });

  it('does not trust an index for a sort it gives only in part', () => {
    expect(plan({}, { a: 1, b: 1 }).isSorted).toBe(false);
    expect(plan({ a: { $in: [1, 2] } }, { b: 1 }).isSorted).toBe(false);
    expect(plan({ a: { $gt: 1 } }, { b: 1 }).isSorted).toBe(false);
    expect(plan({}, { a: 1, b: -1, _id: 1 }).isSorted).toBe(true);
    expect(plan({}, { a: 1, b: -1, c: 1 }).isSorted).toBe(false);
  });

  it('scans where nothing narrows it down', () => {
    expect(plan({ c: 5 })).toMatchObject({ access: { kind: 'documents' }, isExact: false });
    expect(plan({ $or: [{ a: 1 }, { a: 2 }] })).toMatchObject({ access: { kind: 'documents' } });
    expect(plan({})).toMatchObject({ isExact: true });
  });
});
