import { connectToLog, ensureStreams, JetStreamEventStore } from '@oce/event-store';
import {
  eventually,
  startTestMongo,
  startTestNats,
  type TestMongo,
  type TestServer,
} from '@oce/local-servers/testing';
import type { Db } from 'mongodb';
import { randomUUID } from 'node:crypto';
import { NotThereYet } from './position-gate';
import { type ProjectionHost } from './projection-host';
import type { Projection } from './projection';
import {
  append,
  documents,
  emptied,
  filled,
  freshDocuments,
  heldRebuilds,
  started,
  tallies,
} from '../test/support';

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
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.>'] }]);
    store = new JetStreamEventStore(connection, { stream: 'LOG' });
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
  const host = async (
    projection: Projection = tallies(),
    at: Db = db,
    giveWay: () => Promise<void> = () => Promise.resolve(),
  ) => {
    const made = await started({ db: at, log: store, projections: [projection], giveWay });
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

  it('gives way before a batch for as long as it is asked to', async () => {
    let goOn: () => void = () => undefined;
    const way = new Promise<void>((resolve) => (goOn = resolve));
    const running = await host(tallies(), db, () => way);
    const position = await append(store, randomUUID(), [filled('held', 1)]);
    await expect(running.waitFor('tallies', position, 200)).rejects.toThrow(NotThereYet);
    goOn();
    await running.waitFor('tallies', position);
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
      Array.from({ length: 24 }, (_, n) => ids[n % 3] as string).map(async (id, n) => {
        await eventually(() => append(store, id, [filled(id, n)]));
      }),
    );
    for (const one of both) await expectFresh(one);
  });

  it('serves the present documents and takes new events while it is rebuilt, then has the same and the new', async () => {
    const running = await host();
    const id = randomUUID();
    for (let grams = 1; grams <= 20; grams++) await append(store, id, [filled(id, grams)]);
    await running.waitFor('tallies', await store.lastPosition());
    const before = await documents(running);
    const during: object[][] = [];
    const rebuilt = running.rebuild(
      'tallies',
      () => void documents(running).then((found) => during.push(found)),
    );
    for (let grams = 1; grams <= 20; grams++) await append(store, id, [filled(id, grams)]);
    await rebuilt;
    expect(during[0]?.length).toBe(before.length);
    expect(running.get('tallies').checkpoint).toMatchObject({ rebuild: 1, version: 1 });
    await expectFresh(running);
  });

  it('keeps the collection that was replaced, and drops the one before it', async () => {
    const running = await host();
    await append(store, randomUUID(), [filled('a', 1)]);
    const names: string[] = [];
    for (let rebuilds = 0; rebuilds < 3; rebuilds++) {
      names.push(running.get('tallies').checkpoint.collection);
      await running.rebuild('tallies');
    }
    const there = (await db.listCollections().toArray()).map((one) => one.name);
    expect(there).toEqual(expect.arrayContaining(names.slice(2)));
    expect(there).not.toEqual(expect.arrayContaining(names.slice(0, 1)));
  });

  it('leaves documents of another shape as they are until the rebuild of its own is done', async () => {
    const id = randomUUID();
    await append(store, id, [filled(id, 5)]);
    const old = await host(tallies(1));
    await old.waitFor('tallies', await store.lastPosition());
    await old.stop();
    const before = await documents(old);
    const log = heldRebuilds(store);
    const young = await started({ db, log, projections: [tallies(2)] });
    hosts.push(young);
    const position = await append(store, id, [filled(id, 6)]);
    await eventually(() => expect(log.seen()).toBe(position));
    expect(await documents(young)).toEqual(before);
    await expect(young.waitFor('tallies', position, 200)).rejects.toThrow(NotThereYet);
    log.release();
    await eventually(() => expect(young.get('tallies').isOutdated).toBe(false));
    await expectFresh(young, tallies(2));
  });

  it('goes on with documents of its own shape while a newer process has rebuilt them', async () => {
    const id = randomUUID();
    await append(store, id, [filled(id, 5)]);
    const old = await host(tallies(1));
    await old.waitFor('tallies', await store.lastPosition());
    const young = await host(tallies(2));
    await eventually(() => expect(young.get('tallies').isOutdated).toBe(false));
    await append(store, id, [filled(id, 6)]);
    await expectFresh(old, tallies(1));
    await expectFresh(young, tallies(2));
  });

  it('may be rebuilt by one host while another serves: that one follows, and nothing is lost when the first dies', async () => {
    const [one, two] = [await host(), await host()];
    const id = randomUUID();
    await append(store, id, [filled(id, 1)]);
    await Promise.all([one, two].map(async (each) => each.waitFor('tallies', await store.lastPosition())));
    await one.rebuild('tallies');
    await one.stop();
    // Written where only the second host still is, and before it has seen the switch.
    await append(store, id, [filled(id, 2)]);
    const { collection } = one.get('tallies').checkpoint;
    await eventually(() => expect(two.get('tallies').checkpoint.collection).toBe(collection));
    await expectFresh(two);
  });

  it('may be rebuilt by two hosts at once', async () => {
    const [one, two] = [await host(), await host()];
    const id = randomUUID();
    for (let grams = 1; grams <= 10; grams++)
      await append(store, id, [filled(id, grams), filled('x', grams)]);
    await Promise.all([one.rebuild('tallies'), two.rebuild('tallies')]);
    await append(store, id, [filled(id, 11)]);
    await eventually(() =>
      expect(one.get('tallies').checkpoint.collection).toBe(two.get('tallies').checkpoint.collection),
    );
    for (const each of [one, two]) await expectFresh(each);
  });

  it('refuses a second rebuild in the same process, an unknown name, and a projection that comes late', async () => {
    const running = await host();
    const first = running.rebuild('tallies');
    await expect(running.rebuild('tallies')).rejects.toThrow('being rebuilt already');
    await first;
    expect(() => running.get('nothing')).toThrow('no projection nothing here');
    expect(() => running.add(tallies())).toThrow('comes too late');
  });
});
