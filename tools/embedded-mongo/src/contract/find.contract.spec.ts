import type { Document } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

const DOCUMENTS: Document[] = [
  { _id: 1, n: 5, s: 'olive', tags: ['a', 'b'], size: { w: 1, h: 2 }, at: new Date(1000) },
  { _id: 2, n: 7.5, s: 'Oil', tags: ['b'], size: { w: 3 }, at: new Date(2000) },
  {
    _id: 3,
    n: null,
    tags: [],
    lines: [
      { p: 1, q: 5 },
      { p: 2, q: 1 },
    ],
  },
  { _id: 4, s: 'citrus\nlemon', tags: [['a']], lines: [{ p: 1, q: 1 }, { p: 5, q: 5 }, {}] },
  { _id: 5, n: [3, 9], s: '', size: 4, lines: [] },
  { _id: 6, n: '5', s: 'OLIVE oil', nested: [{ a: [{ b: 1 }] }, { a: { b: 2 } }] },
];

type Case = readonly [filter: Document, ids: number[]];

const COMPARISONS: Case[] = [
  [{ n: 5 }, [1]],
  [{ n: { $eq: 5 } }, [1]],
  [{ n: { $gt: 5 } }, [2, 5]],
  [{ n: { $gte: 5 } }, [1, 2, 5]],
  [{ n: { $lt: 7 } }, [1, 5]],
  [{ n: { $lte: 3 } }, [5]],
  [{ n: { $gt: 4, $lt: 6 } }, [1, 5]],
  [{ n: { $ne: 5 } }, [2, 3, 4, 5, 6]],
  [{ n: { $in: [5, '5', 9] } }, [1, 5, 6]],
  [{ n: { $nin: [5, null] } }, [2, 5, 6]],
  [{ n: null }, [3, 4]],
  [{ n: { $ne: null } }, [1, 2, 5, 6]],
  [{ n: { $gte: null } }, [3, 4]],
  [{ n: { $gt: '4' } }, [6]],
  [{ at: { $gt: new Date(1000) } }, [2]],
  [{ at: { $lte: new Date(2000) } }, [1, 2]],
  [{ n: { $mod: [2, 1] } }, [1, 2, 5]],
  [{ n: { $type: 'string' } }, [6]],
  [{ n: { $type: ['double', 'null'] } }, [2, 3]],
  [{ n: { $type: 'array' } }, [5]],
  [{ n: { $type: 'number' } }, [1, 2, 5]],
];

const LOGIC: Case[] = [
  [{ $and: [{ n: 5 }, { s: 'olive' }] }, [1]],
  [{ $or: [{ n: 5 }, { s: 'Oil' }] }, [1, 2]],
  [{ $nor: [{ n: 5 }, { s: 'Oil' }] }, [3, 4, 5, 6]],
  [{ n: { $not: { $gt: 5 } } }, [1, 3, 4, 6]],
  [{ n: 5, s: 'Oil' }, []],
  [{ $or: [{ $and: [{ n: 5 }, { 'size.w': 1 }] }, { _id: 3 }] }, [1, 3]],
];

const PATHS: Case[] = [
  [{ 'size.w': 1 }, [1]],
  [{ 'size.w': { $gte: 1 } }, [1, 2]],
  [{ 'size.h': null }, [2, 3, 4, 5, 6]],
  [{ 'size.h': { $exists: false } }, [2, 3, 4, 5, 6]],
  [{ size: { w: 1, h: 2 } }, [1]],
  [{ size: { h: 2, w: 1 } }, []],
  [{ 'lines.p': 2 }, [3]],
  [{ 'lines.p': 1, 'lines.q': 5 }, [3, 4]],
  [{ 'lines.1.p': 5 }, [4]],
  [{ 'lines.p': null }, [1, 2, 4, 6]],
  [{ 'lines.p': { $exists: true } }, [3, 4]],
  [{ 'nested.a.b': 1 }, [6]],
  [{ 'nested.a.b': 2 }, [6]],
  [{ 'tags.0': 'a' }, [1]],
  [{ 'tags.1': { $exists: true } }, [1]],
];

const ARRAYS: Case[] = [
  [{ tags: 'a' }, [1]],
  [{ tags: ['b'] }, [2]],
  [{ tags: ['a'] }, [4]],
  [{ tags: [] }, [3]],
  [{ tags: { $size: 2 } }, [1]],
  [{ tags: { $size: 0 } }, [3]],
  [{ tags: { $all: ['a', 'b'] } }, [1]],
  [{ tags: { $all: [] } }, []],
  [{ tags: { $exists: true } }, [1, 2, 3, 4]],
  [{ tags: { $ne: 'a' } }, [2, 3, 4, 5, 6]],
  [{ n: { $elemMatch: { $gt: 4, $lt: 6 } } }, []],
  [{ n: { $elemMatch: { $gt: 4, $lt: 10 } } }, [5]],
  [{ lines: { $elemMatch: { p: 1, q: 5 } } }, [3]],
  [{ lines: { $elemMatch: { p: { $gte: 2 }, q: { $gte: 5 } } } }, [4]],
  [{ lines: { $elemMatch: { $or: [{ p: 2 }, { p: 5 }] } } }, [3, 4]],
  [{ lines: { $not: { $elemMatch: { p: 1 } } } }, [1, 2, 5, 6]],
  [{ tags: { $in: [['a'], 'b'] } }, [1, 2, 4]],
];

const REGEXES: Case[] = [
  [{ s: /ol/ }, [1]],
  [{ s: /ol/i }, [1, 6]],
  [{ s: { $regex: '^O' } }, [2, 6]],
  [{ s: { $regex: '^ol', $options: 'i' } }, [1, 6]],
  [{ s: { $regex: 'citrus$' } }, []],
  [{ s: { $regex: 'citrus$', $options: 'm' } }, [4]],
  [{ s: { $regex: 's.l' } }, []],
  [{ s: { $regex: 's.l', $options: 's' } }, [4]],
  [{ s: { $in: [/^oil/i, ''] } }, [2, 5]],
  [{ s: { $not: /o/i } }, [3, 5]],
  [{ tags: /^b/ }, [1, 2]],
];

describeContract('finding', (fixture) => {
  const collection = () => fixture().db.collection('find');

  beforeAll(async () => {
    await collection().insertMany(DOCUMENTS as never[]);
  });

  const check = async (filter: Document, ids: number[]): Promise<void> => {
    const found = await collection().find(filter).sort({ _id: 1 }).project({ _id: 1 }).toArray();
    expect(found.map((document) => document._id)).toEqual(ids);
  };

  it.each(COMPARISONS)('compares within the type of the operand: %j', check);
  it.each(LOGIC)('combines conditions: %j', check);
  it.each(PATHS)('follows dotted paths through documents and arrays: %j', check);
  it.each(ARRAYS)('tests the elements of arrays: %j', check);
  it.each(REGEXES)('matches patterns: %p', check);

  it.each([
    [{ n: { $foo: 1 } }],
    [{ $or: [] }],
    [{ n: { $in: 5 } }],
    [{ n: { $not: 5 } }],
    [{ n: { $size: -1 } }],
    [{ n: { $mod: [0, 1] } }],
    [{ n: { $elemMatch: 5 } }],
  ])('refuses a filter that means nothing with 2, BadValue: %j', async (filter) => {
    const code = await codeOf(
      collection()
        .find(filter as never)
        .toArray(),
    );
    expect(code).toBe(2);
  });

  it('counts, with and without a filter, a skip and a limit', async () => {
    expect(await collection().countDocuments()).toBe(6);
    expect(await collection().estimatedDocumentCount()).toBe(6);
    expect(await collection().countDocuments({ n: { $gt: 5 } })).toBe(2);
    expect(await collection().countDocuments({}, { skip: 2, limit: 3 })).toBe(3);
    expect(await collection().countDocuments({ _id: 99 as never })).toBe(0);
  });

  it('lists distinct values, elements of arrays one by one', async () => {
    const tags = await collection().distinct('tags', { _id: { $lte: 3 } } as never);
    expect([...tags].sort()).toEqual(['a', 'b']);
    const pages = await collection().distinct('lines.p');
    expect([...pages].sort()).toEqual([1, 2, 5]);
    expect(await collection().distinct('missing')).toEqual([]);
  });

  it('finds nothing in a collection that is not there', async () => {
    expect(await fixture().db.collection('never').find().toArray()).toEqual([]);
    expect(await fixture().db.collection('never').countDocuments()).toBe(0);
  });
});
