import { type Document, Long } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

describeContract('indexes', (fixture) => {
  const collection = (name: string) => fixture().db.collection<Document>(name);

  it('are listed with their keys and options', async () => {
    const docs = collection('ix_list');
    expect(await docs.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    await docs.createIndex({ email: 1 }, { unique: true, name: 'one_email' });
    await docs.createIndex({ s: 1 }, { sparse: true });
    expect(await docs.indexes()).toMatchObject([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1' },
      { v: 2, key: { email: 1 }, name: 'one_email', unique: true },
      { v: 2, key: { s: 1 }, name: 's_1', sparse: true },
    ]);
  });

  it('may be made again as they are, but not otherwise', async () => {
    const docs = collection('ix_again');
    await docs.createIndex({ a: 1 });
    expect(await docs.createIndex({ a: 1 })).toBe('a_1');
    expect(await codeOf(docs.createIndex({ a: 1 }, { name: 'other' }))).toBe(85);
    expect(await codeOf(docs.createIndex({ b: 1 }, { name: 'a_1' }))).toBe(86);
    expect(await codeOf(docs.createIndex({ a: 1 }, { unique: true }))).toBe(86);
    expect(await docs.indexes()).toHaveLength(2);
  });

  it('can be dropped, except that of _id', async () => {
    const docs = collection('ix_drop');
    await docs.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await docs.dropIndex('a_1');
    expect(await codeOf(docs.dropIndex('a_1'))).toBe(27);
    expect(await codeOf(docs.dropIndex('_id_'))).toBe(72);
    await docs.dropIndexes();
    expect(await docs.indexes()).toHaveLength(1);
  });

  it.each<[string, Document, number]>([
    ['direction zero', { a: 0 }, 67],
    ['no fields', {}, 67],
    ['an empty name', { 'a.': 1 }, 67],
  ])('refuse %s', async (_title, key, code) => {
    const command = { createIndexes: 'ix_bad', indexes: [{ key, name: 'bad' }] };
    expect(await codeOf(fixture().db.command(command))).toBe(code);
  });
});

describeContract('arrays under several fields', (fixture) => {
  it('are refused in one index with 171, and in one sort with 2', async () => {
    const docs = fixture().db.collection<Document>('ix_parallel');
    await docs.createIndex({ a: 1, b: 1 });
    expect(await codeOf(docs.insertOne({ a: [1], b: [2] }))).toBe(171);
    await docs.insertOne({ a: [1], c: [2, 1] });
    expect(await codeOf(docs.find().sort({ a: 1, c: 1 }).toArray())).toBe(2);
    expect(await docs.countDocuments()).toBe(1);
  });

  it('may share one array', async () => {
    const docs = fixture().db.collection<Document>('ix_shared');
    await docs.createIndex({ 'l.a': 1, 'l.b': -1 });
    await docs.insertMany([
      {
        _id: 1 as never,
        l: [
          { a: 2, b: 1 },
          { a: 1, b: 5 },
        ],
      },
      { _id: 2 as never, l: [{ a: 1, b: 3 }] },
    ]);
    const sorted = await docs.find().sort({ 'l.a': 1, 'l.b': -1 }).toArray();
    expect(sorted.map(({ _id }) => _id as unknown)).toEqual([1, 2]);
    expect(await docs.countDocuments({ 'l.a': 2, 'l.b': 5 })).toBe(1);
  });
});

describeContract('unique indexes', (fixture) => {
  const collection = async (name: string, key: Document) => {
    const docs = fixture().db.collection<Document>(name);
    await docs.createIndex(key as never, { unique: true });
    return docs;
  };

  it('refuse a second value with 11000, and say which', async () => {
    const docs = await collection('uq_insert', { email: 1 });
    await docs.insertOne({ email: 'a' });
    await expect(docs.insertOne({ email: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'a' },
      message: expect.stringContaining('index: email_1'),
    });
  });

  it('take equal numbers of any type for the same', async () => {
    const docs = await collection('uq_numbers', { n: 1 });
    await docs.insertOne({ n: 1 });
    expect(await codeOf(docs.insertOne({ n: Long.fromNumber(1) }))).toBe(11000);
    await docs.insertOne({ n: 1.5 });
  });

  it('take a missing field for null', async () => {
    const docs = await collection('uq_missing', { a: 1 });
    await docs.insertOne({ b: 1 });
    expect(await codeOf(docs.insertOne({ a: null }))).toBe(11000);
  });

  it('hold for all fields together, and for the elements of arrays', async () => {
    const docs = await collection('uq_compound', { a: 1, b: 1 });
    await docs.insertMany([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: [3, 4] },
    ]);
    expect(await codeOf(docs.insertOne({ a: 1, b: 2 }))).toBe(11000);
    expect(await codeOf(docs.insertOne({ a: 2, b: [9, 4] }))).toBe(11000);
    await docs.insertOne({ a: 3, b: [5, 5] });
  });

  it('hold for updates, replacements and upserts, which then change nothing', async () => {
    const docs = await collection('uq_update', { a: 1 });
    await docs.insertMany([
      { _id: 1 as never, a: 1 },
      { _id: 2 as never, a: 2 },
    ]);
    expect(await codeOf(docs.updateOne({ _id: 2 as never }, { $set: { a: 1 } }))).toBe(11000);
    expect(await codeOf(docs.replaceOne({ _id: 2 as never }, { a: 1 }))).toBe(11000);
    expect(await codeOf(docs.updateOne({ _id: 3 as never }, { $set: { a: 1 } }, { upsert: true }))).toBe(
      11000,
    );
    expect(await codeOf(docs.findOneAndUpdate({ _id: 2 as never }, { $set: { a: 1 } }))).toBe(11000);
    expect(await docs.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
  });

  it('let a value go with its document, and hold again after', async () => {
    const docs = await collection('uq_free', { a: 1 });
    await docs.insertOne({ _id: 1 as never, a: 1 });
    await docs.updateOne({ _id: 1 as never }, { $set: { a: 2 } });
    await docs.insertOne({ _id: 2 as never, a: 1 });
    await docs.deleteOne({ _id: 1 as never });
    await docs.insertOne({ _id: 3 as never, a: 2 });
    expect(await codeOf(docs.insertOne({ a: 1 }))).toBe(11000);
  });

  it('cannot be made over duplicates, and leave nothing behind', async () => {
    const docs = fixture().db.collection<Document>('uq_late');
    await docs.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await codeOf(docs.createIndex({ a: 1 }, { unique: true }))).toBe(11000);
    expect(await docs.indexes()).toHaveLength(1);
    await docs.deleteOne({ a: 1 });
    await docs.createIndex({ a: 1 }, { unique: true });
    expect(await docs.countDocuments({ a: 1 })).toBe(1);
  });

  it('leave out documents without the field when sparse', async () => {
    const docs = fixture().db.collection<Document>('uq_sparse');
    await docs.createIndex({ a: 1 }, { unique: true, sparse: true });
    await docs.insertMany([{ b: 1 }, { b: 2 }, { a: null }]);
    expect(await codeOf(docs.insertOne({ a: null }))).toBe(11000);
    expect(await docs.countDocuments({ a: null })).toBe(3);
    expect(await docs.find().sort({ a: 1 }).toArray()).toHaveLength(3);
  });
});

/** Filters and sorts, each asked with and without the indexes: the answers must be the same. */
const QUERIES: readonly (readonly [Document, Document])[] = [
  [{ a: 3 }, { _id: 1 }],
  [{ a: { $gte: 2, $lt: 6 } }, { a: 1, _id: 1 }],
  [{ a: { $gte: 2, $lt: 6 } }, { a: -1, _id: -1 }],
  [
    { a: 3, b: { $gt: 1 } },
    { b: 1, _id: 1 },
  ],
  [
    { a: 3, b: { $gt: 1 } },
    { b: -1, _id: 1 },
  ],
  [{ a: { $in: [1, 5, 7, 'x'] } }, { a: 1, _id: 1 }],
  [{ a: { $in: [1, 5] }, b: 2 }, { _id: -1 }],
  [{ a: null }, { _id: 1 }],
  [{ a: { $type: 'string' } }, { _id: 1 }],
  [{ tags: 't3' }, { _id: 1 }],
  [{ tags: { $gt: 't1', $lt: 't3' } }, { _id: 1 }],
  [{ tags: { $in: ['t1', 't2'] } }, { _id: 1 }],
  [{ 'lines.p': 2, 'lines.q': 4 }, { _id: 1 }],
  [{ 'lines.p': { $gte: 4 } }, { _id: 1 }],
  [{ _id: { $gte: 20, $lt: 40 } }, { _id: -1 }],
  [{ _id: { $in: [5, 3, 3, 999, 4] } }, { _id: 1 }],
  [{ _id: { $in: [5, 3, 4] }, a: 3 }, { b: 1 }],
  [{ $or: [{ a: 1 }, { tags: 't0' }] }, { _id: 1 }],
  [{ $and: [{ a: { $gt: 1 } }, { a: { $lt: 4 } }] }, { a: 1, b: -1, _id: 1 }],
  [{}, { a: 1, b: -1, _id: 1 }],
  [{}, { a: -1, b: 1, _id: 1 }],
  [{}, { tags: 1, _id: 1 }],
  [{}, { tags: -1, _id: 1 }],
  [{ a: { $gt: NaN } }, { _id: 1 }],
  [{ a: { $gte: 'a' } }, { a: 1, _id: 1 }],
];

describeContract('queries over indexes', (fixture) => {
  const VALUES: unknown[] = [
    0,
    1,
    2,
    3,
    4.5,
    Long.fromNumber(5),
    7,
    'x',
    'abc',
    null,
    NaN,
    true,
    new Date(5),
  ];

  const documents = (): Document[] =>
    Array.from({ length: 120 }, (_, i) => ({
      _id: i,
      ...(i % 14 === 13 ? {} : { a: VALUES[i % 14] }),
      b: i % 4,
      tags: i % 5 === 0 ? [] : [`t${i % 3}`, `t${i % 5}`],
      lines: [
        { p: i % 3, q: i % 5 },
        { p: i % 5, q: 4 },
      ],
    }));

  it('answer as without them, in the order of the sort', async () => {
    const { db } = fixture();
    const [plain, indexed] = [db.collection<Document>('q_plain'), db.collection<Document>('q_indexed')];
    await indexed.createIndexes([
      { key: { a: 1, b: -1 } },
      { key: { tags: 1 } },
      { key: { 'lines.p': 1, 'lines.q': 1 } },
      { key: { b: 1 } },
    ]);
    for (const docs of [plain, indexed]) await docs.insertMany(documents());
    for (const [filter, sort] of QUERIES) {
      const [expected, found] = await Promise.all(
        [plain, indexed].map(async (docs) =>
          (
            await docs
              .find(filter)
              .sort(sort as never)
              .toArray()
          ).map(({ _id }) => _id),
        ),
      );
      expect({ filter, sort, found }).toEqual({ filter, sort, found: expected });
      const [first] = await indexed
        .find(filter)
        .sort(sort as never)
        .skip(1)
        .limit(1)
        .toArray();
      expect(first?._id).toEqual(expected?.[1]);
    }
  });

  it('go on through updates that move documents in the index', async () => {
    const docs = fixture().db.collection<Document>('q_moves');
    await docs.createIndex({ n: 1 });
    await docs.insertMany(Array.from({ length: 500 }, (_, n) => ({ _id: n as never, n })));
    await docs.updateMany({ n: { $lt: 250 } }, { $inc: { n: 1_000 } });
    await docs.deleteMany({ n: { $gte: 1_200 } });
    const rest = await docs
      .find({ n: { $gte: 0 } })
      .sort({ n: 1 })
      .toArray();
    expect(rest.map(({ n }) => n as number)).toEqual([
      ...Array.from({ length: 250 }, (_, i) => 250 + i),
      ...Array.from({ length: 200 }, (_, i) => 1_000 + i),
    ]);
  });

  it('keep keys longer than LMDB allows apart', async () => {
    const docs = fixture().db.collection<Document>('q_long');
    await docs.createIndex({ text: 1 }, { unique: true });
    const long = (tail: string) => 'x'.repeat(5_000) + tail;
    await docs.insertMany(['c', 'a', 'b'].map((tail) => ({ _id: long(tail) as never, text: long(tail) })));
    expect(await codeOf(docs.insertOne({ text: long('a') }))).toBe(11000);
    expect(await docs.countDocuments({ text: long('b') })).toBe(1);
    expect(await docs.countDocuments({ text: { $gte: long('b') } })).toBe(2);
    expect(await docs.countDocuments({ _id: { $gt: long('a') } as never })).toBe(2);
    const sorted = await docs.find().sort({ text: 1 }).toArray();
    expect(sorted.map(({ text }) => (text as string).at(-1))).toEqual(['a', 'b', 'c']);
    const byId = await docs.find().sort({ _id: -1 }).toArray();
    expect(byId.map(({ text }) => (text as string).at(-1))).toEqual(['c', 'b', 'a']);
  });
});
