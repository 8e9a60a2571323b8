import type { Document } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

describeContract('upserting', (fixture) => {
  const collection = (name: string) => fixture().db.collection<Document>(name);

  it('inserts a replacement where nothing passes the filter', async () => {
    const docs = collection('upsert_replace');
    const result = await docs.replaceOne({ _id: 1 as never, seq: { $lt: 5 } }, { seq: 5 }, { upsert: true });
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 1 });
    expect(await docs.findOne()).toEqual({ _id: 1, seq: 5 });
  });

  it('answers 11000 where the guard fails on a newer document, and leaves it', async () => {
    const docs = collection('upsert_guard');
    await docs.insertOne({ _id: 1 as never, seq: 9 });
    const write = docs.replaceOne({ _id: 1 as never, seq: { $lt: 5 } }, { seq: 5 }, { upsert: true });
    await expect(write).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
    expect(await docs.findOne()).toEqual({ _id: 1, seq: 9 });
  });

  it.each<[string, Document, Document, Document]>([
    ['equalities', { _id: 1, a: 1, b: { $eq: 2 } }, { $set: { c: 3 } }, { _id: 1, a: 1, b: 2, c: 3 }],
    ['dotted paths', { _id: 2, 'a.b': 1 }, { $set: { 'a.c': 2 } }, { _id: 2, a: { b: 1, c: 2 } }],
    ['equalities under $and', { $and: [{ _id: 3 }, { a: 1 }] }, { $set: { b: 1 } }, { _id: 3, a: 1, b: 1 }],
    ['no comparisons', { _id: 4, a: { $gt: 1 } }, { $set: { b: 1 } }, { _id: 4, b: 1 }],
    ['$setOnInsert', { _id: 5 }, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { _id: 5, a: 1, b: 2 }],
    ['$inc and $push', { _id: 6 }, { $inc: { n: 2 }, $push: { l: 1 } }, { _id: 6, n: 2, l: [1] }],
    ['$setOnInsert of _id', { a: 7 }, { $setOnInsert: { _id: 7 } }, { _id: 7, a: 7 }],
  ])('takes over %s', async (_title, filter, update, expected) => {
    const docs = collection('upsert_seed');
    await docs.updateOne(filter, update, { upsert: true });
    expect(await docs.findOne({ _id: expected._id as never })).toEqual(expected);
  });

  it('makes an _id where none is given', async () => {
    const docs = collection('upsert_id');
    const result = await docs.updateOne({ a: 1 }, { $set: { b: 2 } }, { upsert: true });
    expect(await docs.findOne()).toEqual({ _id: result.upsertedId, a: 1, b: 2 });
  });

  it('refuses a field held equal twice with 54', async () => {
    const write = collection('upsert_twice').updateOne(
      { $and: [{ a: 1 }, { a: 2 }] },
      { $set: { b: 1 } },
      { upsert: true },
    );
    expect(await codeOf(write)).toBe(54);
  });

  it('lets one of many concurrent upserts insert and the others match', async () => {
    const docs = collection('upsert_race');
    const writes = Array.from({ length: 50 }, () =>
      docs.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { upsert: true }),
    );
    const results = await Promise.all(writes);
    expect(results.filter(({ upsertedCount }) => upsertedCount === 1)).toHaveLength(1);
    expect(await docs.findOne()).toEqual({ _id: 1, n: 50 });
  });
});

describeContract('finding and modifying', (fixture) => {
  const filled = async (name: string) => {
    const docs = fixture().db.collection<Document>(name);
    await docs.insertMany([3, 1, 2].map((n) => ({ _id: n as never, n, state: 'open' })));
    return docs;
  };

  it('takes the first by a sort, gives it before or after', async () => {
    const docs = await filled('fam_sort');
    const take = { $set: { state: 'taken' } };
    expect(await docs.findOneAndUpdate({ state: 'open' }, take, { sort: { n: 1 } })).toEqual({
      _id: 1,
      n: 1,
      state: 'open',
    });
    const after = await docs.findOneAndUpdate({ state: 'open' }, take, {
      sort: { n: 1 },
      returnDocument: 'after',
    });
    expect(after).toEqual({ _id: 2, n: 2, state: 'taken' });
  });

  it('replaces, removes and projects', async () => {
    const docs = await filled('fam_kinds');
    expect(await docs.findOneAndReplace({ _id: 1 as never }, { x: 1 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      x: 1,
    });
    expect(await docs.findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, x: 1 });
    expect(await docs.findOneAndDelete({ _id: 1 as never })).toBeNull();
    const projection = { n: 1, _id: 0 };
    expect(await docs.findOneAndUpdate({ _id: 2 as never }, { $inc: { n: 5 } }, { projection })).toEqual({
      n: 2,
    });
  });

  it('upserts', async () => {
    const docs = fixture().db.collection<Document>('fam_upsert');
    const update = { $inc: { n: 1 }, $setOnInsert: { made: true } };
    const options = { upsert: true, returnDocument: 'after', includeResultMetadata: true } as const;
    const first = await docs.findOneAndUpdate({ _id: 1 as never }, update, options);
    expect(first).toMatchObject({
      value: { _id: 1, n: 1, made: true },
      lastErrorObject: { updatedExisting: false, upserted: 1 },
    });
    const second = await docs.findOneAndUpdate({ _id: 1 as never }, update, options);
    expect(second).toMatchObject({ value: { n: 2 }, lastErrorObject: { n: 1, updatedExisting: true } });
  });

  it('gives each of many concurrent callers another number', async () => {
    const docs = fixture().db.collection<Document>('fam_counter');
    const take = () =>
      docs.findOneAndUpdate(
        { _id: 'c' as never },
        { $inc: { n: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
    const numbers = (await Promise.all(Array.from({ length: 40 }, take))).map(
      (document) => document?.n as number,
    );
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });
});
