import { Decimal128, type Document, Double, Long } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

type Case = readonly [title: string, before: Document, update: Document, after: Document];

const FIELDS: Case[] = [
  ['sets fields', { a: 1 }, { $set: { a: 2, b: 'x' } }, { a: 2, b: 'x' }],
  ['sets inside documents, making them', { a: 1 }, { $set: { 'b.c.d': 1 } }, { a: 1, b: { c: { d: 1 } } }],
  ['sets an element by its index', { a: [1, 2] }, { $set: { 'a.1': 5 } }, { a: [1, 5] }],
  ['pads an array with null', { a: [1] }, { $set: { 'a.3': 5 } }, { a: [1, null, null, 5] }],
  ['sets inside an element', { a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } }, { a: [{ b: 2 }] }],
  ['makes a document, not an array, of a missing path', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  [
    'unsets fields',
    { a: 1, b: 2, c: { d: 1, e: 2 } },
    { $unset: { a: '', 'c.d': '' } },
    { b: 2, c: { e: 2 } },
  ],
  ['unsets an element to null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['unsets nothing through a scalar', { a: 1 }, { $unset: { 'a.b': '' } }, { a: 1 }],
  ['increments, from nothing too', { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
  ['takes the lesser', { a: 5, b: 5 }, { $min: { a: 3, b: 7, c: 1 } }, { a: 3, b: 5, c: 1 }],
  ['takes the greater', { a: 5, b: 5 }, { $max: { a: 3, b: 7, c: 1 } }, { a: 5, b: 7, c: 1 }],
  ['compares types in BSON order', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
  ['leaves $setOnInsert for inserts', { a: 1 }, { $setOnInsert: { a: 2, b: 2 } }, { a: 1 }],
  [
    'adds new fields in the order of their names',
    { a: 1 },
    { $set: { z: 1, c: 1, b: 1 } },
    { a: 1, b: 1, c: 1, z: 1 },
  ],
];

const LISTS: Case[] = [
  ['pushes a value', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['pushes onto nothing', {}, { $push: { a: [2] } }, { a: [[2]] }],
  ['pushes each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    'pushes at a position',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  ['sorts, then slices', { a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1, $slice: 2 } } }, { a: [1, 2] }],
  ['keeps the last few', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }],
  [
    'sorts documents by a field',
    { a: [{ n: 2 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 3 }], $sort: { n: -1 } } } },
    { a: [{ n: 3 }, { n: 2 }, { n: 1 }] },
  ],
  ['adds to a set once', { a: [1, 2] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
  [
    'adds each to a set',
    { a: [1] },
    { $addToSet: { a: { $each: [1, 2, 2, { x: 1 }] } } },
    { a: [1, 2, { x: 1 }] },
  ],
  ['pulls equal values', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['pulls by operators', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    'pulls documents by a filter',
    { a: [{ b: 1, c: 1 }, { b: 2 }, 3] },
    { $pull: { a: { b: 1 } } },
    { a: [{ b: 2 }, 3] },
  ],
  ['pulls from nothing', {}, { $pull: { a: 1 } }, {}],
];

const REFUSED: readonly (readonly [string, Document, Document, number])[] = [
  ['a path within another', {}, { $set: { a: 1, 'a.b': 2 } }, 40],
  ['one path in two operators', {}, { $set: { a: 1 }, $inc: { a: 2 } }, 40],
  ['a path through a scalar', { a: 1 }, { $set: { 'a.b': 2 } }, 28],
  ['a name in an array', { a: [1] }, { $set: { 'a.b': 2 } }, 28],
  ['an increment of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['an increment by a string', { a: 1 }, { $inc: { a: 'x' } }, 14],
  ['an increment past 64 bits', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
  ['a push onto a scalar', { a: 1 }, { $push: { a: 1 } }, 2],
  ['an addToSet onto a scalar', { a: 1 }, { $addToSet: { a: 1 } }, 2],
  ['a pull from a scalar', { a: 1 }, { $pull: { a: 1 } }, 2],
  ['another _id', {}, { $set: { _id: 99 } }, 66],
  ['no _id', {}, { $unset: { _id: '' } }, 66],
  ['an unknown operator', {}, { $nothing: { a: 1 } }, 9],
  ['an operator without fields', {}, { $set: 5 }, 9],
  ['an empty name', {}, { $set: { 'a.': 1 } }, 56],
];

describeContract('updating', (fixture) => {
  let next = 0;
  const prepare = async (before: Document) => {
    const collection = fixture().db.collection<Document>('update');
    next += 1;
    await collection.insertOne({ _id: next as never, ...before });
    return { collection, filter: { _id: next as never } };
  };

  it.each([...FIELDS, ...LISTS])('%s', async (_title, before, update, after) => {
    const { collection, filter } = await prepare(before);
    await collection.updateOne(filter, update);
    const found = (await collection.findOne(filter)) as Document;
    expect(found).toEqual({ ...filter, ...after });
    expect(Object.keys(found)).toEqual(['_id', ...Object.keys(after)]);
  });

  it.each(REFUSED)('refuses %s', async (_title, before, update, code) => {
    const { collection, filter } = await prepare(before);
    expect(await codeOf(collection.updateOne(filter, update))).toBe(code);
    expect(await collection.findOne(filter, { promoteLongs: false })).toEqual({ ...filter, ...before });
  });

  it('counts as modified only what changed', async () => {
    const { collection, filter } = await prepare({ a: 1 });
    expect(await collection.updateOne(filter, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
    expect(await collection.updateOne(filter, { $set: { a: 2 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
  });

  it.each([
    ['int and int to long where it must', 2 ** 31 - 1, 1, Long.fromNumber(2 ** 31)],
    ['long and int to long', Long.fromString('9007199254740993'), 1, Long.fromString('9007199254740994')],
    ['int and double to double', 1, 0.5, new Double(1.5)],
    ['decimal and int to decimal', Decimal128.fromString('1.50'), 1, Decimal128.fromString('2.50')],
  ])('increments %s', async (_title, before, by, after) => {
    const { collection, filter } = await prepare({ a: before });
    await collection.updateOne(filter, { $inc: { a: by } });
    const found = await collection.findOne(filter, { promoteValues: false });
    expect(found?.a).toEqual(after);
  });

  it('replaces the whole document and keeps its _id', async () => {
    const { collection, filter } = await prepare({ a: 1, b: 2 });
    await collection.replaceOne(filter, { c: 3 });
    expect(await collection.findOne(filter)).toEqual({ ...filter, c: 3 });
    expect(await codeOf(collection.replaceOne(filter, { _id: 12345 as never, c: 4 }))).toBe(66);
  });

  it('updates many, each once', async () => {
    const collection = fixture().db.collection<Document>('update_many');
    await collection.createIndex({ n: 1 });
    await collection.insertMany(Array.from({ length: 2_000 }, (_, n) => ({ n })));
    const result = await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 10_000 } });
    expect(result).toMatchObject({ matchedCount: 2_000, modifiedCount: 2_000 });
    expect(await collection.countDocuments({ n: { $gte: 10_000, $lt: 12_000 } })).toBe(2_000);
  });
});
