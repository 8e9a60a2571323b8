import { MongoClient, type Document, Timestamp } from 'mongodb';
import { codeOf, describeEmbedded } from '../../test/contract';

type Refusal = readonly [named: string, code: number, command: Document];

const collation = { locale: 'fr', strength: 1 };
const update = (fields: Document): Document => ({
  update: 'c',
  updates: [{ q: {}, u: { $set: { a: 1 } }, ...fields }],
});
const modify = (fields: Document): Document => ({
  findAndModify: 'c',
  query: {},
  update: { $set: { a: 1 } },
  ...fields,
});
const aggregate = (...pipeline: Document[]): Document => ({ aggregate: 'c', pipeline, cursor: {} });
const index = (fields: Document): Document => ({
  createIndexes: 'c',
  indexes: [{ key: { a: 1 }, name: 'a', ...fields }],
});

/** What MongoDB does and this server does not: the code, and the word the message must name. */
const NOT_IMPLEMENTED: readonly Refusal[] = [
  ['collation', 238, { find: 'c', collation }],
  ['let', 238, { find: 'c', let: { x: 1 } }],
  ['hint', 238, { find: 'c', hint: '_id_' }],
  ['min', 238, { find: 'c', min: { a: 1 } }],
  ['max', 238, { find: 'c', max: { a: 1 } }],
  ['returnKey', 238, { find: 'c', returnKey: true }],
  ['showRecordId', 238, { find: 'c', showRecordId: true }],
  ['tailable', 238, { find: 'c', tailable: true }],
  ['awaitData', 238, { find: 'c', awaitData: true }],
  ['$natural', 238, { find: 'c', sort: { $natural: -1 } }],
  ['an expression', 238, { find: 'c', sort: { a: { $meta: 'textScore' } } }],
  ['positional', 238, { find: 'c', projection: { 'a.$': 1 } }],
  ['collation', 238, update({ collation })],
  ['hint', 238, update({ hint: '_id_' })],
  ['arrayFilters', 238, update({ arrayFilters: [{ x: 1 }] })],
  ['pipeline', 238, update({ u: [{ $set: { a: 1 } }] })],
  ['a.$[]', 238, update({ u: { $set: { 'a.$[]': 1 } } })],
  ['a.$.b', 238, update({ u: { $set: { 'a.$.b': 1 } } })],
  ['let', 238, { ...update({}), let: { x: 1 } }],
  ['collation', 238, { delete: 'c', deletes: [{ q: {}, limit: 1, collation }] }],
  ['hint', 238, { delete: 'c', deletes: [{ q: {}, limit: 1, hint: '_id_' }] }],
  ['let', 238, { delete: 'c', deletes: [{ q: {}, limit: 1 }], let: { x: 1 } }],
  ['collation', 238, modify({ collation })],
  ['arrayFilters', 238, modify({ arrayFilters: [] })],
  ['pipeline', 238, modify({ update: [{ $set: { a: 1 } }] })],
  ['let', 238, modify({ let: {} })],
  ['$out', 238, aggregate({ $match: {} }, { $out: 'd' })],
  ['$merge', 238, aggregate({ $merge: { into: 'd' } })],
  ['collation', 238, { ...aggregate(), collation }],
  ['let', 238, { ...aggregate(), let: { x: 1 } }],
  ['explain', 238, { ...aggregate(), explain: true }],
  ['database', 238, { aggregate: 1, pipeline: [], cursor: {} }],
  ['collation', 238, { count: 'c', query: {}, collation }],
  ['collation', 238, { distinct: 'c', key: 'a', collation }],
  ['timeseries', 238, { create: 'd', timeseries: { timeField: 't' } }],
  ['clusteredIndex', 238, { create: 'd', clusteredIndex: { key: { _id: 1 }, unique: true } }],
  ['viewOn', 238, { create: 'd', viewOn: 'c', pipeline: [] }],
  ['capped', 238, { create: 'd', capped: true, size: 1000 }],
  ['validator', 238, { create: 'd', validator: {} }],
  ['collation', 238, { create: 'd', collation }],
  ['partialFilterExpression', 238, index({ partialFilterExpression: { a: 1 } })],
  ['expireAfterSeconds', 238, index({ expireAfterSeconds: 1 })],
  ['collation', 238, index({ collation })],
  ['hidden', 238, index({ hidden: true })],
  ['text', 238, index({ key: { a: 'text' } })],
  ['2dsphere', 238, index({ key: { a: '2dsphere' } })],
  ['hashed', 238, index({ key: { a: 'hashed' } })],
  ['wildcard', 238, index({ key: { '$**': 1 } })],
  ['snapshot', 238, { find: 'c', readConcern: { level: 'snapshot' } }],
  ['linearizable', 238, { find: 'c', readConcern: { level: 'linearizable' } }],
  [
    'afterClusterTime',
    238,
    { find: 'c', readConcern: { level: 'local', afterClusterTime: new Timestamp({ t: 1, i: 1 }) } },
  ],
  ['apiVersion', 238, { ping: 1, apiVersion: '1' }],
  ['Timestamp', 238, { insert: 'c', documents: [{ at: new Timestamp({ t: 0, i: 0 }) }] }],
];

/** What MongoDB itself refuses so, or would where it did not know the word. */
const UNKNOWN: readonly Refusal[] = [
  ['update.updates.sort', 40415, update({ sort: { a: 1 } })],
  ['collMod', 59, { collMod: 'c', index: {} }],
  ['startSession', 59, { startSession: 1 }],
  ['explain', 59, { explain: { find: 'c' } }],
  ['bulkWrite', 59, { bulkWrite: 1, ops: [], nsInfo: [] }],
  ['mapReduce', 59, { mapReduce: 'c' }],
  ['saslStart', 59, { saslStart: 1 }],
  ['dbStats', 59, { dbStats: 1 }],
  ['commitTransaction', 59, { commitTransaction: 1 }],
  ['$lookup', 40324, aggregate({ $lookup: { from: 'd', as: 'd' } })],
  ['$facet', 40324, aggregate({ $facet: {} })],
  ['$changeStream', 40324, aggregate({ $changeStream: {} })],
  ['$dateToString', 168, aggregate({ $project: { a: { $dateToString: {} } } })],
  ['$stdDevPop', 15952, aggregate({ $group: { _id: null, a: { $stdDevPop: '$a' } } })],
  ['NOW', 17276, aggregate({ $project: { a: '$$NOW' } })],
  ['$slice', 168, { find: 'c', projection: { a: { $slice: 1 } } }],
  ['$where', 2, { find: 'c', filter: { $where: 'true' } }],
  ['$expr', 2, { find: 'c', filter: { $expr: { $eq: ['$a', 1] } } }],
  ['$text', 2, { find: 'c', filter: { $text: { $search: 'x' } } }],
  ['$jsonSchema', 2, { find: 'c', filter: { $jsonSchema: {} } }],
  ['$near', 2, { find: 'c', filter: { a: { $near: [0, 0] } } }],
  ['$bitsAllSet', 2, { find: 'c', filter: { a: { $bitsAllSet: 1 } } }],
  ['$mul', 9, update({ u: { $mul: { a: 2 } } })],
  ['$rename', 9, update({ u: { $rename: { a: 'b' } } })],
  ['$currentDate', 9, update({ u: { $currentDate: { a: true } } })],
  ['$bit', 9, update({ u: { $bit: { a: { and: 1 } } } })],
  ['nothing', 197, index({ nothing: 1 })],
  ['$set', 52, { insert: 'c', documents: [{ _id: { $set: 1 } }] }],
  ['$x', 52, update({ u: { $set: { 'a.$x': 1 } } })],
  ['$later', 52, update({ u: { a: 1, $later: 1 } })],
  ["'w' > 1", 2, { insert: 'c', documents: [{}], writeConcern: { w: 3 } }],
  ['system.users', 73, { insert: 'system.users', documents: [{}] }],
  ['\\A', 51091, { find: 'c', filter: { a: { $regex: '\\Ax' } } }],
  ['POSIX', 51091, { find: 'c', filter: { a: { $regex: '[[:alpha:]]' } } }],
  ['flag', 51108, { find: 'c', filter: { a: { $regex: 'x', $options: 'x' } } }],
];

interface Answer {
  readonly code?: number;
  readonly errmsg?: string;
  readonly codeName?: string;
  readonly writeErrors?: readonly Answer[];
}

describeEmbedded('what is not done', (fixture) => {
  beforeAll(async () => {
    await fixture()
      .db.collection('c')
      .insertOne({ _id: 'kept' as never });
  });

  const refusalOf = async (command: Document): Promise<Answer> => {
    const answer = (await fixture()
      .db.command(command)
      .catch((error: { errorResponse: Answer }) => error.errorResponse)) as Answer;
    return answer.writeErrors?.[0] ?? answer;
  };

  it.each([...NOT_IMPLEMENTED, ...UNKNOWN])(
    'is refused by name: %s, %i, %j',
    async (named, code, command) => {
      const { code: answered, errmsg } = await refusalOf(command);
      expect({ answered, errmsg }).toEqual({ answered: code, errmsg: expect.stringContaining(named) });
      expect(await fixture().db.collection('c').find().toArray()).toEqual([{ _id: 'kept' }]);
      expect(await fixture().db.listCollections({ name: 'd' }).toArray()).toEqual([]);
    },
  );

  it('has the code names of MongoDB', async () => {
    expect(await refusalOf({ find: 'c', collation })).toMatchObject({ codeName: 'NotImplemented' });
    expect(await refusalOf({ collMod: 'c' })).toMatchObject({ codeName: 'CommandNotFound' });
    expect(await refusalOf(aggregate({ $lookup: {} }))).toMatchObject({ codeName: 'Location40324' });
  });

  it('includes transactions: a standalone refuses their numbers with 20', async () => {
    const { client, db } = fixture();
    const session = client.startSession();
    session.startTransaction();
    expect(await codeOf(db.collection('c').findOne({}, { session }))).toBe(20);
    const write = db.collection('c').insertOne({ a: 1 }, { session });
    await expect(write).rejects.toThrow('does not support retryable writes');
    expect(await db.collection('c').countDocuments()).toBe(1);
    await session.endSession();
  });

  it('includes credentials', async () => {
    const { client } = fixture();
    const { hosts } = client.options;
    const secured = new MongoClient(
      `mongodb://user:secret@${hosts.map(String).join(',')}/?directConnection=true`,
    );
    await expect(secured.db('x').command({ ping: 1 })).rejects.toThrow();
    await secured.close();
  });
});

describeEmbedded('a standalone server', (fixture) => {
  it('says so in hello, and promises no news of its topology', async () => {
    const hello = await fixture().db.command({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, maxWireVersion: 21 });
    expect(hello).not.toHaveProperty('setName');
    expect(hello).not.toHaveProperty('topologyVersion');
    expect(hello).not.toHaveProperty('msg');
  });

  it('refuses to make a collection twice', async () => {
    const { db } = fixture();
    await db.createCollection('twice');
    expect(await codeOf(db.createCollection('twice'))).toBe(48);
  });

  it('refuses databases that differ only in case', async () => {
    const { client, db } = fixture();
    await db.collection('a').insertOne({});
    const other = client.db(db.databaseName.toUpperCase());
    expect(await codeOf(other.collection('a').insertOne({}))).toBe(13297);
  });
});
