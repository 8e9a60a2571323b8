import type { Document } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

describeContract('sorting, paging and projecting', (fixture) => {
  const collection = () => fixture().db.collection<Document>('paging');

  beforeAll(async () => {
    const documents = Array.from({ length: 1_000 }, (_, i) => ({
      _id: i as never,
      group: i % 10,
      rank: 999 - i,
    }));
    await collection().insertMany(documents);
  });

  it('streams all of a collection in batches', async () => {
    const ids = (await collection().find().batchSize(7).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(ids).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
  });

  it('skips and limits after the sort', async () => {
    const page = await collection().find().sort({ rank: 1 }).skip(5).limit(3).toArray();
    expect(page.map(({ rank }) => rank)).toEqual([5, 6, 7]);
  });

  it('sorts by several fields in both directions', async () => {
    const page = await collection().find().sort({ group: -1, rank: 1 }).limit(2).toArray();
    expect(page.map(({ group, rank }) => [group, rank])).toEqual([
      [9, 0],
      [9, 10],
    ]);
  });

  it('gives a single batch for a negative limit', async () => {
    expect(await collection().find().limit(-5).toArray()).toHaveLength(5);
  });

  it('answers an empty first batch of size 0 and goes on', async () => {
    const { db } = fixture();
    const first = await db.command({ find: 'paging', batchSize: 0 });
    expect(first.cursor.firstBatch).toEqual([]);
    const second = await db.command({ getMore: first.cursor.id, collection: 'paging', batchSize: 3 });
    expect(second.cursor.nextBatch).toHaveLength(3);
    const killed = await db.command({ killCursors: 'paging', cursors: [first.cursor.id] });
    expect(killed.cursorsKilled).toHaveLength(1);
    expect(await codeOf(db.command({ getMore: first.cursor.id, collection: 'paging' }))).toBe(43);
  });

  it('ends a cursor whose collection is dropped with 175', async () => {
    const doomed = fixture().db.collection('doomed');
    await doomed.insertMany(Array.from({ length: 50 }, (_, i) => ({ i })));
    const cursor = doomed.find().batchSize(2);
    await cursor.next();
    await doomed.drop();
    expect([175, 43]).toContain(await codeOf(cursor.toArray()));
  });

  it('sees what is written while it runs, or not, but never twice', async () => {
    const moving = fixture().db.collection<{ _id: number; v: number }>('moving');
    await moving.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i, v: i })));
    const seen: number[] = [];
    for await (const { _id } of moving.find().batchSize(10)) {
      seen.push(_id);
      await moving.updateOne({ _id }, { $inc: { v: 1000 } });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(300);
  });

  it('stops after maxTimeMS with 50 only when time is up', async () => {
    expect(await collection().find().maxTimeMS(60_000).toArray()).toHaveLength(1_000);
  });
});

const SPEC: Document = { _id: 1, a: 1, b: { c: 2, d: [{ e: 3, f: 4 }, 5, { f: 6 }] }, g: 'x' };

describeContract('projecting', (fixture) => {
  const collection = () => fixture().db.collection<Document>('projection');
  const project = (projection: Document) => collection().findOne({}, { projection });

  beforeAll(async () => {
    await collection().insertOne({ ...SPEC });
  });

  it.each<[Document, Document]>([
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ a: true, _id: 0 }, { a: 1 }],
    [{ _id: 1 }, { _id: 1 }],
    [{ 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    [{ b: { c: 1 } }, { _id: 1, b: { c: 2 } }],
    [{ 'b.d.e': 1 }, { _id: 1, b: { d: [{ e: 3 }, {}] } }],
    [{ missing: 1 }, { _id: 1 }],
    [{ 'a.x': 1 }, { _id: 1 }],
    [{ b: 0 }, { _id: 1, a: 1, g: 'x' }],
    [
      { b: 0, _id: 0 },
      { a: 1, g: 'x' },
    ],
    [{ _id: 0 }, { a: 1, b: SPEC.b, g: 'x' }],
    [{ 'b.d.f': 0 }, { _id: 1, a: 1, b: { c: 2, d: [{ e: 3 }, 5, {}] }, g: 'x' }],
    [
      { a: 1, twice: { $add: ['$a', '$a'] } },
      { _id: 1, a: 1, twice: 2 },
    ],
    [{ copy: '$b.c' }, { _id: 1, copy: 2 }],
    [{ _id: 0, efs: '$b.d.f' }, { efs: [4, 6] }],
  ])('keeps, drops and computes fields: %j', async (projection, expected) => {
    expect(await project(projection)).toEqual(expected);
  });

  it('keeps the order of the document, not of the projection', async () => {
    expect(Object.keys((await project({ g: 1, a: 1 })) ?? {})).toEqual(['_id', 'a', 'g']);
  });

  it.each<[Document, number]>([
    [{ a: 1, b: 0 }, 31254],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ a: { $nothing: 1 } }, 168],
  ])('refuses %j with %i', async (projection, code) => {
    const answered = await codeOf(project(projection));
    // MongoDB tells inclusion in an exclusion from its reverse by two codes.
    expect(code === 31254 ? [31253, 31254] : [code, 31325]).toContain(answered);
  });
});
