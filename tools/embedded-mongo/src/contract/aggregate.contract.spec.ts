import { Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

const SALES: Document[] = [
  { _id: 1, shop: 'a', qty: 5, price: 2.5, tags: ['x', 'y'], at: new Date(1000) },
  { _id: 2, shop: 'b', qty: 7, price: 1, tags: [], at: new Date(2000) },
  { _id: 3, shop: 'a', qty: 3, price: 4, tags: ['y'], who: { name: 'n' } },
  { _id: 4, qty: null, tags: 'z', who: [{ name: 'p' }, { name: 'q' }] },
];

describeContract('aggregating', (fixture) => {
  const collection = () => fixture().db.collection<Document>('sales');
  const run = (...pipeline: Document[]) => collection().aggregate(pipeline).toArray();

  beforeAll(async () => {
    await collection().insertMany(SALES as never[]);
  });

  it('groups by a field, missing as null, with every accumulator', async () => {
    const groups = await run(
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$shop',
          n: { $sum: 1 },
          qty: { $sum: '$qty' },
          mean: { $avg: '$qty' },
          least: { $min: '$qty' },
          most: { $max: '$qty' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          ids: { $push: '$_id' },
          count: { $count: {} },
        },
      },
      { $sort: { _id: 1 } },
    );
    expect(groups).toEqual([
      { _id: null, n: 1, qty: 0, mean: null, least: null, most: null, first: 4, last: 4, ids: [4], count: 1 },
      { _id: 'a', n: 2, qty: 8, mean: 4, least: 3, most: 5, first: 1, last: 3, ids: [1, 3], count: 2 },
      { _id: 'b', n: 1, qty: 7, mean: 7, least: 7, most: 7, first: 2, last: 2, ids: [2], count: 1 },
    ]);
  });

  it('groups by a document of expressions', async () => {
    const groups = await run(
      { $match: { _id: { $lte: 3 } } },
      {
        $group: {
          _id: { shop: '$shop', many: { $gt: ['$qty', 4] } },
          total: { $sum: { $multiply: ['$qty', '$price'] } },
        },
      },
      { $sort: { total: 1 } },
    );
    expect(groups).toEqual([
      { _id: { shop: 'b', many: true }, total: 7 },
      { _id: { shop: 'a', many: false }, total: 12 },
      { _id: { shop: 'a', many: true }, total: 12.5 },
    ]);
  });

  it('collects distinct values', async () => {
    const [group] = await run({ $unwind: '$tags' }, { $group: { _id: null, tags: { $addToSet: '$tags' } } });
    expect([...(group?.tags as string[])].sort()).toEqual(['x', 'y', 'z']);
  });

  it('unwinds arrays, single values as their only element', async () => {
    const rows = await run({ $unwind: '$tags' }, { $project: { tags: 1 } }, { $sort: { _id: 1, tags: 1 } });
    expect(rows.map(({ _id, tags }) => [_id, tags])).toEqual([
      [1, 'x'],
      [1, 'y'],
      [3, 'y'],
      [4, 'z'],
    ]);
  });

  it('unwinds with an index, keeping the empty', async () => {
    const rows = await run(
      { $unwind: { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } },
      { $project: { tags: 1, at: 1 } },
      { $sort: { _id: 1, at: 1 } },
    );
    expect(rows).toEqual([
      { _id: 1, tags: 'x', at: 0 },
      { _id: 1, tags: 'y', at: 1 },
      { _id: 2, at: null },
      { _id: 3, tags: 'y', at: 0 },
      { _id: 4, tags: 'z', at: null },
    ]);
  });

  it('projects, adds and removes fields', async () => {
    const rows = await run(
      { $match: { _id: { $in: [3, 4] } } },
      { $addFields: { 'who.seen': true, total: { $ifNull: ['$price', 0] } } },
      { $set: { label: { $concat: ['#', { $ifNull: ['$shop', '?'] }] } } },
      { $unset: ['tags', 'qty'] },
      { $project: { price: 0, at: 0 } },
      { $sort: { _id: 1 } },
    );
    expect(rows).toEqual([
      { _id: 3, shop: 'a', who: { name: 'n', seen: true }, total: 4, label: '#a' },
      {
        _id: 4,
        who: [
          { name: 'p', seen: true },
          { name: 'q', seen: true },
        ],
        total: 0,
        label: '#?',
      },
    ]);
  });

  it('reads paths through arrays and counts', async () => {
    expect(await run({ $match: { _id: 4 } }, { $project: { _id: 0, names: '$who.name' } })).toEqual([
      { names: ['p', 'q'] },
    ]);
    const nested = await run(
      { $match: { _id: 4 } },
      { $project: { l: [[{ x: 1 }], { x: 2 }] } },
      { $project: { x: '$l.x' } },
    );
    expect(nested).toEqual([{ _id: 4, x: [2] }]);
    expect(await run({ $match: { shop: 'a' } }, { $count: 'n' })).toEqual([{ n: 2 }]);
    expect(await run({ $match: { shop: 'none' } }, { $count: 'n' })).toEqual([]);
  });

  it('sorts, skips and limits in the order they stand', async () => {
    const ids = async (...pipeline: Document[]) => (await run(...pipeline)).map(({ _id }) => _id);
    expect(await ids({ $sort: { _id: -1 } }, { $limit: 3 }, { $skip: 1 })).toEqual([3, 2]);
    expect(await ids({ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 3 })).toEqual([3, 2, 1]);
    expect(await ids({ $limit: 4 }, { $sort: { qty: 1, _id: 1 } })).toEqual([4, 3, 1, 2]);
  });

  it.each<[Document, unknown]>([
    [{ $cond: [{ $gt: ['$qty', 4] }, 'many', 'few'] }, 'many'],
    [{ $cond: { if: false, then: 1, else: 2 } }, 2],
    [{ $add: ['$qty', 1, 0.5] }, 6.5],
    [{ $add: ['$at', 500] }, new Date(1500)],
    [{ $add: ['$qty', null] }, null],
    [{ $subtract: ['$at', new Date(400)] }, 600],
    [{ $divide: ['$qty', 2] }, 2.5],
    [{ $and: [1, '$qty', { $not: [0] }] }, true],
    [{ $or: [0, null, '$missing'] }, false],
    [{ $cmp: ['$qty', 'x'] }, -1],
    [{ $eq: ['$missing', null] }, false],
    [{ $in: ['x', '$tags'] }, true],
    [{ $size: '$tags' }, 2],
    [{ $arrayElemAt: ['$tags', -1] }, 'y'],
    [{ $literal: '$qty' }, '$qty'],
    [{ a: ['$qty', '$missing'] }, { a: [5, null] }],
  ])('computes %j', async (expression, expected) => {
    const [row] = await run({ $match: { _id: 1 } }, { $addFields: { out: expression } });
    expect(row?.out).toEqual(expected);
  });

  it('evaluates no operand that is not needed', async () => {
    const risky = { $gt: [{ $divide: [1, 0] }, 0] };
    const [row] = await run(
      { $match: { _id: 1 } },
      { $project: { a: { $and: [false, risky] }, b: { $or: [true, risky] } } },
    );
    expect(row).toEqual({ _id: 1, a: false, b: true });
  });

  it.each<[string, Document[], number]>([
    ['an unknown stage', [{ $nothing: {} }], 40324],
    ['a stage of two fields', [{ $match: {}, $sort: { a: 1 } }], 40323],
    ['an unknown expression', [{ $project: { a: { $nothing: 1 } } }], 168],
    ['an unknown accumulator', [{ $group: { _id: null, a: { $nothing: 1 } } }], 15952],
    ['a group without _id', [{ $group: { a: { $sum: 1 } } }], 15955],
    ['a limit of zero', [{ $limit: 0 }], 15958],
    ['an empty sort', [{ $sort: {} }], 15976],
    ['a sum of a string', [{ $project: { a: { $add: ['$shop', 1] } } }], 14],
    ['a division by zero', [{ $project: { a: { $divide: [1, 0] } } }], 2],
    ['a path without a dollar', [{ $unwind: 'tags' }], 28818],
    ['an undefined variable', [{ $project: { a: '$$nothing' } }], 17276],
  ])('refuses %s', async (_title, pipeline, code) => {
    const answered = await codeOf(run(...pipeline));
    // MongoDB's second engine has a code of its own for a division by zero.
    expect(answered === 4848401 ? 2 : answered).toBe(code);
  });
});

const sumCases: readonly (readonly [string, unknown[], unknown])[] = [
  ['ints to an int', [new Int32(1), new Int32(2)], new Int32(3)],
  ['ints past 32 bits to a long', [new Int32(2 ** 31 - 1), new Int32(1)], Long.fromNumber(2 ** 31)],
  ['longs exactly', [Long.fromString('9007199254740993'), new Int32(1)], Long.fromString('9007199254740994')],
  ['longs past 64 bits to a double', [Long.MAX_VALUE, Long.MAX_VALUE], new Double(2 ** 64)],
  ['doubles with their rounding errors carried', Array(10).fill(new Double(0.1)), new Double(1)],
  ['int and double to a double', [new Int32(1), new Double(2)], new Double(3)],
  [
    'decimals exactly',
    [Decimal128.fromString('0.10'), Decimal128.fromString('0.2')],
    Decimal128.fromString('0.30'),
  ],
  [
    'long and decimal to a decimal',
    [Long.MAX_VALUE, Decimal128.fromString('0.5')],
    Decimal128.fromString('9223372036854775807.5'),
  ],
  ['nothing but text to zero', ['x', null], new Int32(0)],
];

describeContract('summing', (fixture) => {
  it.each(sumCases)('sums %s', async (title, values, expected) => {
    const collection = fixture().db.collection<Document>('sums');
    await collection.insertMany(values.map((v) => ({ title, v })));
    const [row] = await collection
      .aggregate([{ $match: { title } }, { $group: { _id: null, sum: { $sum: '$v' } } }], {
        promoteValues: false,
      })
      .toArray();
    expect(row?.sum).toEqual(expected);
  });

  it('averages ints to a double and decimals to a decimal', async () => {
    const collection = fixture().db.collection<Document>('means');
    const mean = async (...values: unknown[]) => {
      await collection.deleteMany({});
      await collection.insertMany(values.map((v) => ({ v })));
      const [row] = await collection
        .aggregate([{ $group: { _id: null, mean: { $avg: '$v' } } }], { promoteValues: false })
        .toArray();
      return row?.mean as unknown;
    };
    expect(await mean(1, 2)).toEqual(new Double(1.5));
    expect(await mean(Decimal128.fromString('1'), 2)).toEqual(Decimal128.fromString('1.5'));
  });
});
