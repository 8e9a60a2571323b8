import { connectToLog, ensureStreams, JetStreamEventStore } from '@oce/event-store';
import { eventually, startTestMongo, startTestNats, type TestMongo, type TestServer } from '@oce/testing';
import type { Db } from 'mongodb';
import { randomUUID } from 'node:crypto';
import { NotThereYet, type ProjectionHost } from './projection-host';
import type { Projection } from './projection';
import { append, documents, emptied, filled, freshDocuments, started, tallies } from './spec-support';

describe('projections on real servers', () => {
  let nats: TestServer;
  let mongo: TestMongo;
  let store: JetStreamEventStore;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  const hosts: ProjectionHost[] = [];
  let db: Db;

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startTestNats(), startTestMongo()]);
    connection = await connectToLog({ servers: nats.url, name: 'projections' });
    await ensureStreams(connection);
    store = new JetStreamEventStore(connection);
  });
  afterAll(async () => {
    store?.close();
    await connection?.close();
    await Promise.all([nats?.stop(), mongo?.stop()]);
  });

  const freshDb = () => mongo.db(`t${randomUUID().slice(0, 8)}`);
  beforeEach(() => {
    db = freshDb();
  });
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.stop()));
  });
  const host = async (projection: Projection = tallies(), at: Db = db) => {
    const made = await started({ db: at, log: store, projections: [projection] });
    hosts.push(made);
    return made;
  };
  const expectFresh = async (of: ProjectionHost, projection = tallies()) => {
    await of.waitFor('tallies', await store.lastPosition(), 20_000);
    expect(await documents(of)).toEqual(await freshDocuments(store, freshDb(), projection));
  };

  it('holds every event once it says that it has come to a position', async () => {
    const running = await host();
    const id = randomUUID();
    await append(store, id, [filled(id, 3), filled(id, 4)]);
    const position = await append(store, id, [filled(id, 5)]);
    await running.waitFor('tallies', position);
    expect(await running.get('tallies').collection().findOne({ _id: id })).toMatchObject({
      grams: 12,
      fills: 3,
      history: [3, 4, 5],
      position,
    });
  });

  it('does not wait for a commit that it does not follow', async () => {
    const running = await host();
    const position = await append(store, randomUUID(), [filled('other', 1)], 'basket');
    await running.waitFor('tallies', position);
    expect(running.status()[0]?.position).toBeGreaterThanOrEqual(position);
  });

  it('says that it is not there for a position beyond the end of the log, and goes on as before', async () => {
    const running = await host();
    await expect(running.waitFor('tallies', 999_999_999_999, 300)).rejects.toThrow(NotThereYet);
    const id = randomUUID();
    const position = await append(store, id, [filled(id, 7)]);
    await running.waitFor('tallies', position);
    expect(await running.get('tallies').collection().findOne({ _id: id })).toMatchObject({ grams: 7 });
    await expectFresh(running);
  });

  it('comes to the same documents when everything is delivered again after a crash', async () => {
    const first = await host();
    const id = randomUUID();
    for (const grams of [1, 2, 3]) await append(store, id, [filled(id, grams)]);
    await expectFresh(first);
    await first.stop();
    // A crash between the documents and the checkpoint leaves the checkpoint behind.
    await db.collection('checkpoints').updateMany({}, { $set: { position: 0 } });
    await expectFresh(await host());
  });

  it('goes on behind the checkpoint after a clean stop', async () => {
    const first = await host();
    const id = randomUUID();
    await append(store, id, [filled(id, 1)]);
    await first.waitFor('tallies', await store.lastPosition());
    await first.stop();
    await append(store, id, [filled(id, 2), emptied(id), filled(id, 8)]);
    const second = await host();
    expect(second.status()[0]?.position).toBeGreaterThan(0);
    await expectFresh(second);
  });

  it('is served by two hosts at once as by one', async () => {
    const both = await Promise.all([host(), host()]);
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => ids[n % 3] as string).map(async (id, n) => {
        await eventually(() => append(store, id, [filled(id, n)]));
      }),
    );
    for (const one of both) await expectFresh(one);
  });
});
