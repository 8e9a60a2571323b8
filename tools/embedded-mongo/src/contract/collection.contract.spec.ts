import type { Document } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

describeContract('collections', (fixture) => {
  const names = async () =>
    (await fixture().db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);

  it('come into being with the first write or on demand', async () => {
    const { db } = fixture();
    await db.createCollection('made');
    await db.collection('written').insertOne({});
    await db.collection('indexed').createIndex({ a: 1 });
    await db.collection('not_upserted').updateOne({ a: 1 }, { $set: { b: 1 } });
    expect(await names()).toEqual(expect.arrayContaining(['made', 'written', 'indexed']));
    expect(await names()).not.toContain('not_upserted');
  });

  it('are listed with a filter and described', async () => {
    const { db } = fixture();
    await db.createCollection('described');
    const [only, ...others] = await db.listCollections({ name: 'described' }).toArray();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      name: 'described',
      type: 'collection',
      options: {},
      info: { readOnly: false },
      idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
    });
    expect(await db.listCollections({ name: { $regex: '^descr' } }).toArray()).toHaveLength(1);
  });

  it('are gone when dropped, with their indexes', async () => {
    const { db } = fixture();
    const docs = db.collection<Document>('dropped');
    await docs.createIndex({ a: 1 }, { unique: true });
    await docs.insertOne({ a: 1 });
    await docs.drop();
    expect(await names()).not.toContain('dropped');
    expect(await docs.countDocuments()).toBe(0);
    await docs.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await docs.indexes()).toHaveLength(1);
    await docs.drop();
    await docs.drop();
  });

  it('take another name, with their documents and indexes', async () => {
    const { db } = fixture();
    const docs = db.collection<Document>('before');
    await docs.createIndex({ a: 1 });
    await docs.insertOne({ a: 1 });
    const renamed = await docs.rename('after');
    expect(await renamed.findOne({ a: 1 })).toMatchObject({ a: 1 });
    expect(await renamed.indexes()).toHaveLength(2);
    expect(await names()).not.toContain('before');
  });

  it('take the place of another when told to', async () => {
    const { db } = fixture();
    await db.collection('orders_v2').insertOne({ v: 2 });
    await db.collection('orders').insertOne({ v: 1 });
    expect(await codeOf(db.renameCollection('orders_v2', 'orders'))).toBe(48);
    await db.renameCollection('orders_v2', 'orders', { dropTarget: true });
    expect(await db.collection('orders').find().project({ _id: 0 }).toArray()).toEqual([{ v: 2 }]);
    expect(await names()).not.toContain('orders_v2');
  });

  it('that are not there cannot be renamed, nor their indexes listed or dropped: 26', async () => {
    const { db } = fixture();
    expect(await codeOf(db.renameCollection('nowhere', 'somewhere'))).toBe(26);
    expect(await codeOf(db.command({ listIndexes: 'nowhere' }))).toBe(26);
    expect(await codeOf(db.command({ dropIndexes: 'nowhere', index: '*' }))).toBe(26);
  });

  it('cannot have names that MongoDB does not allow: 73', async () => {
    const { db } = fixture();
    expect(await codeOf(db.command({ insert: '', documents: [{}] }))).toBe(73);
    expect(await codeOf(db.command({ create: 'a$b' }))).toBe(73);
  });
});

describeContract('databases', (fixture) => {
  it('are listed while they have collections', async () => {
    const { client, db } = fixture();
    const other = client.db(`${db.databaseName}_other`);
    const listed = async () =>
      (
        await client
          .db()
          .admin()
          .listDatabases({ filter: { name: other.databaseName }, nameOnly: true })
      ).databases;
    expect(await listed()).toEqual([]);
    await other.collection('a').insertOne({});
    expect(await listed()).toEqual([{ name: other.databaseName }]);
    await other.dropDatabase();
    expect(await listed()).toEqual([]);
  });

  it('are apart from each other', async () => {
    const { client, db } = fixture();
    const other = client.db(`${db.databaseName}_apart`);
    await Promise.all(
      [db, other].map((one) => one.collection('same').insertOne({ _id: 1 as never, of: one.databaseName })),
    );
    expect(await other.collection('same').findOne()).toEqual({ _id: 1, of: other.databaseName });
    await other.dropDatabase();
    expect(await db.collection('same').countDocuments()).toBe(1);
  });

  it('answer hello, ping and buildInfo', async () => {
    const { db } = fixture();
    const hello = await db.command({ hello: 1 });
    expect(hello.maxWireVersion).toBeGreaterThanOrEqual(9);
    expect(hello.maxBsonObjectSize).toBe(16 * 1024 * 1024);
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect((await db.admin().buildInfo()).versionArray).toHaveLength(4);
  });

  it('let a session be opened and used without a transaction', async () => {
    const { client, db } = fixture();
    await client.withSession(async (session) => {
      await db.collection('session').insertOne({ _id: 1 as never }, { session });
      expect(await db.collection('session').countDocuments({}, { session })).toBe(1);
    });
  });

  it('refuse what they do not know: a command with 59, a field with 40415', async () => {
    const { db } = fixture();
    expect(await codeOf(db.command({ nothingOfTheKind: 1 }))).toBe(59);
    expect(await codeOf(db.command({ find: 'a', nothing: 1 }))).toBe(40415);
  });
});
