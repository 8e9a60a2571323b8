import { startTestMongo } from './mongo';

const GIVEN = 'OCE_TEST_MONGODB_URI';

describe('a document database for a test', () => {
  const before = process.env[GIVEN];
  afterEach(() => {
    if (before === undefined) delete process.env[GIVEN];
    else process.env[GIVEN] = before;
  });

  it('is empty at first and connected', async () => {
    const mongo = await startTestMongo();
    expect(await mongo.db().collection('c').countDocuments()).toBe(0);
    await mongo.db().collection('c').insertOne({ n: 1 });
    expect(await mongo.client.db('test').collection('c').countDocuments()).toBe(1);
    expect(mongo.db('other').databaseName).toBe('other');
    await mongo.stop();
  });

  it('keeps its data and its address through a crash where it is a process of its own', async () => {
    const mongo = await startTestMongo({ ownProcess: true });
    await mongo.db().collection('c').insertOne({ n: 1 });
    await mongo.crash();
    await mongo.restart();
    expect(await mongo.db().collection('c').countDocuments()).toBe(1);
    await mongo.stop();
  });

  it('is the given one, swept, which is neither crashed nor stopped', async () => {
    const host = await startTestMongo({ ownProcess: true });
    await host.db('left').collection('c').insertOne({ n: 1 });
    process.env[GIVEN] = host.uri;
    const given = await startTestMongo();
    expect(given).toMatchObject({ kind: 'given', uri: host.uri });
    expect(await given.db('left').collection('c').countDocuments()).toBe(0);
    await expect(given.crash()).rejects.toThrow('ask for ownProcess');
    await given.stop();
    expect(await host.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
    await host.stop();
  });
});
