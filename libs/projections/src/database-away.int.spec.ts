import { connectToLog, ensureStreams, JetStreamEventStore } from '@oce/event-store';
import {
  eventually,
  startTestMongo,
  startTestNats,
  type TestMongo,
  type TestServer,
} from '@oce/local-servers/testing';
import { MongoClient } from 'mongodb';
import { NotThereYet } from './position-gate';
import { ProjectionHost } from './projection-host';
import { append, documents, filled, freshDocuments, started, tallies } from '../test/support';

describe('projections whose database goes away and comes back', () => {
  let mongo: TestMongo;
  let client: MongoClient;
  const errors: unknown[] = [];
  let nats: TestServer;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  let store: JetStreamEventStore;
  let host: ProjectionHost;

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startTestNats(), startTestMongo({ ownProcess: true })]);
    connection = await connectToLog({ servers: nats.url, name: 'away' });
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.>'] }]);
    store = new JetStreamEventStore(connection, { stream: 'LOG' });
    client = new MongoClient(mongo.uri, { serverSelectionTimeoutMS: 200 });
    const onError = (_name: string, error: unknown) => errors.push(error);
    host = await started({ db: client.db('away'), log: store, projections: [tallies()], onError });
  });
  afterAll(async () => {
    await host?.stop();
    await client?.close();
    store?.close();
    await connection?.close();
    await Promise.all([nats?.stop(), mongo?.stop()]);
  });

  it('say meanwhile that they are not there yet, and lose nothing', async () => {
    await append(store, 'a', [filled('a', 1)]);
    await host.waitFor('tallies', 1);
    await mongo.crash();
    const position = await append(store, 'a', [filled('a', 2)]);
    await eventually(() => expect(errors).not.toHaveLength(0));
    await expect(host.waitFor('tallies', position, 1_000)).rejects.toThrow(NotThereYet);
    await append(store, 'b', [filled('b', 3)]);
    await mongo.restart();
    await host.waitFor('tallies', 3, 20_000);
    const fresh = await freshDocuments(store, client.db('fresh'), tallies());
    expect(await documents(host)).toEqual(fresh);
    expect(fresh).toHaveLength(3);
  });

  it('are rebuilt to a new version though the database is away at first', async () => {
    await append(store, 'c', [filled('c', 4)]);
    await host.stop();
    const next = new ProjectionHost({ db: client.db('away'), log: store, projections: [tallies(2)] });
    await next.start();
    await mongo.crash();
    await append(store, 'c', [filled('c', 5)]);
    await mongo.restart();
    await eventually(() => expect(next.get('tallies').isOutdated).toBe(false));
    await next.waitFor('tallies', await store.lastPosition(), 20_000);
    expect(await documents(next)).toEqual(await freshDocuments(store, client.db('fresh2'), tallies(2)));
    await next.stop();
  });
});
