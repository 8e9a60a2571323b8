import { EJSON } from 'bson';
import {
  Binary,
  BSONRegExp,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { describeContract } from '../../test/contract';

/** Values in MongoDB's order, each above the one before. */
const ASCENDING: readonly unknown[] = [
  new MinKey(),
  [],
  null,
  new Double(NaN),
  new Double(-Infinity),
  Decimal128.fromString('-1E400'),
  Long.MIN_VALUE,
  new Int32(-1),
  Decimal128.fromString('-0.5'),
  new Int32(0),
  Decimal128.fromString('1E-400'),
  Decimal128.fromString('0.1'),
  new Double(0.1),
  new Int32(1),
  new Double(1.5),
  new Double(9007199254740992),
  Long.fromString('9007199254740993'),
  new Double(9007199254740994),
  Decimal128.fromString('9007199254740994.5'),
  Long.MAX_VALUE,
  new Double(2 ** 63),
  Decimal128.fromString('1E400'),
  new Double(Infinity),
  '',
  'A',
  'a',
  'a\u0000',
  'aa',
  'é',
  '\uffee',
  '😀',
  {},
  { a: 1 },
  { a: 1, b: 1 },
  { b: 1 },
  { a: 'x' },
  new Binary(Buffer.from([9])),
  new Binary(Buffer.from([1, 2])),
  new Binary(Buffer.from([1, 2]), 5),
  new ObjectId('000000000000000000000001'),
  new ObjectId('00000000000000000000000f'),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Timestamp({ t: 1, i: 1 }),
  new Timestamp({ t: 1, i: 2 }),
  new BSONRegExp('a'),
  new BSONRegExp('a', 'i'),
  new MaxKey(),
];

const EQUAL: readonly (readonly [string, readonly unknown[]])[] = [
  [
    'one',
    [
      new Int32(1),
      Long.fromNumber(1),
      new Double(1),
      Decimal128.fromString('1'),
      Decimal128.fromString('1.00'),
    ],
  ],
  ['zero', [new Int32(0), new Double(-0), Decimal128.fromString('-0'), Decimal128.fromString('0E+3')]],
  ['NaN', [new Double(NaN), Decimal128.fromString('NaN')]],
  ['infinity', [new Double(Infinity), Decimal128.fromString('Infinity')]],
  ['a half', [new Double(0.5), Decimal128.fromString('0.5')]],
  ['inside documents', [{ a: new Int32(1) }, { a: new Double(1) }]],
];

describeContract('BSON types', (fixture) => {
  const sorted = async (name: string, direction: 1 | -1): Promise<unknown[]> => {
    const rows = await fixture().db.collection<Document>(name).find().sort({ v: direction }).toArray();
    return rows.map(({ _id }) => _id as unknown);
  };

  it.each(['plain', 'indexed'])('sort in their order, %s', async (kind) => {
    const docs = fixture().db.collection<Document>(`order_${kind}`);
    if (kind === 'indexed') await docs.createIndex({ v: 1 });
    const documents = ASCENDING.map((v, i) => ({ _id: i as never, v }));
    await docs.insertMany([...documents].sort((a, b) => ((a._id * 7) % 11) - ((b._id * 7) % 11)));
    const ids = ASCENDING.map((_, i) => i);
    expect(await sorted(`order_${kind}`, 1)).toEqual(ids);
    expect(await sorted(`order_${kind}`, -1)).toEqual([...ids].reverse());
  });

  it('serve as _id in their order', async () => {
    const docs = fixture().db.collection<Document>('order_ids');
    // The driver gives a document whose _id is null another one.
    const allowed = ASCENDING.filter((v) => v !== null && !Array.isArray(v) && !(v instanceof BSONRegExp));
    await docs.insertMany(allowed.map((v, i) => ({ _id: v as never, at: i })).reverse());
    const rows = await docs.find().sort({ _id: 1 }).toArray();
    expect(rows.map(({ at }) => at as number)).toEqual(allowed.map((_, i) => i));
  });

  it.each(EQUAL)('are equal by value: %s', async (title, values) => {
    const docs = fixture().db.collection<Document>('equal');
    await docs.insertMany(values.map((v) => ({ title, v })));
    for (const v of values) expect(await docs.countDocuments({ title, v })).toBe(values.length);
    const groups = await docs
      .aggregate([{ $match: { title } }, { $group: { _id: '$v', n: { $sum: 1 } } }])
      .toArray();
    expect(groups).toHaveLength(1);
  });

  it('come back as they were stored', async () => {
    const docs = fixture().db.collection<Document>('kept');
    await docs.insertOne({ _id: 1 as never, values: ASCENDING as unknown[] });
    await docs.updateOne({ _id: 1 as never }, { $set: { touched: true } });
    const options = { promoteValues: false, bsonRegExp: true } as const;
    const kept = await docs.findOne({ _id: 1 as never }, options);
    const canonical = (values: unknown): string => EJSON.stringify(values, { relaxed: false });
    expect(canonical(kept?.values)).toBe(canonical(ASCENDING));
  });

  it('compare across number types', async () => {
    const docs = fixture().db.collection<Document>('across');
    await docs.insertMany([
      { _id: 1 as never, v: Long.fromString('9007199254740993') },
      { _id: 2 as never, v: 9007199254740992 },
      { _id: 3 as never, v: Decimal128.fromString('9007199254740992.5') },
    ]);
    const above = async (v: unknown) => docs.countDocuments({ v: { $gt: v } });
    expect(await above(9007199254740992)).toBe(2);
    expect(await above(Decimal128.fromString('9007199254740992.7'))).toBe(1);
    expect(await docs.countDocuments({ v: { $lte: Long.fromString('9007199254740992') } })).toBe(1);
  });

  it('lie between MinKey and MaxKey', async () => {
    const docs = fixture().db.collection<Document>('ends');
    await docs.insertMany([{ v: 1 }, { v: 'x' }, {}]);
    expect(await docs.countDocuments({ v: { $gt: new MinKey() } })).toBe(3);
    expect(await docs.countDocuments({ v: { $lt: new MaxKey() } })).toBe(3);
  });
});
