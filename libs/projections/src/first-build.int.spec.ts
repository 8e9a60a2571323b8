import { MemoryEventStore } from '@oce/event-store/testing';
import { startTestMongo, type TestMongo } from '@oce/local-servers/testing';
import type { Db } from 'mongodb';
import { randomUUID } from 'node:crypto';
import type { HostOptions } from './host-options';
import type { ProjectionHost } from './projection-host';
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

/** Stumbles over a weight of 13. */
const picky: Projection = {
  ...tallies(1, {
    project(document, event, envelope, key) {
      if ('grams' in event.data && event.data.grams === 13) throw new Error('13 brings bad luck');
      return tallies().project(document, event, envelope, key) as never;
    },
  }),
  name: 'picky',
};

describe('the first documents of a long log', () => {
  let mongo: TestMongo;
  let db: Db;
  let store: MemoryEventStore;
  const hosts: ProjectionHost[] = [];

  beforeAll(async () => {
    mongo = await startTestMongo();
  });
  afterAll(() => mongo?.stop());
  beforeEach(() => {
    db = mongo.db(`t${randomUUID().slice(0, 8)}`);
    store = new MemoryEventStore();
  });
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.stop()));
  });

  const run = async (projections: Projection[], more: Partial<HostOptions> = {}): Promise<ProjectionHost> => {
    const host = await started({ db, log: store, projections, longLog: 1, ...more });
    hosts.push(host);
    return host;
  };
  const write = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) await append(store, `C${n % 7}`, [filled(`C${n % 7}`, n)]);
    await append(store, 'C3', [emptied('C3')]);
  };

  it('are those that following it commit by commit comes to, with their indexes', async () => {
    await write(60);
    const host = await run([tallies()]);
    await host.waitFor('tallies', await store.lastPosition(), 20_000);
    const { collection, position } = host.get('tallies').checkpoint;
    expect([collection, position]).toEqual([expect.stringMatching(/^tallies_v1_r1_/), 61]);
    const followed = await freshDocuments(store, mongo.db(`t${randomUUID().slice(0, 8)}`), tallies());
    expect(await documents(host)).toEqual(followed);
    const indexes = await db.collection(collection).indexes();
    expect(indexes.map(({ key }) => key)).toContainEqual({ grams: 1 });
  });

  it('are followed from there, and by a later start as they are', async () => {
    await write(10);
    const host = await run([tallies()]);
    await host.waitFor('tallies', await store.lastPosition(), 20_000);
    await host.waitFor('tallies', await append(store, 'C1', [filled('C1', 1_000)]), 20_000);
    const { collection } = host.get('tallies').checkpoint;
    await host.stop();
    const again = await run([tallies()]);
    await again.waitFor('tallies', await append(store, 'C2', [filled('C2', 2_000)]), 20_000);
    expect(again.get('tallies').checkpoint.collection).toBe(collection);
    expect(await documents(again)).toContainEqual(expect.objectContaining({ _id: 'all', fills: 12 }));
  });

  it('are waited for by what may come behind them, and by nobody where there are none to be made', async () => {
    await write(10);
    const log = heldRebuilds(store);
    const host = await run([tallies()], { log });
    const built = jest.fn();
    void host.firstBuilt.then(() => built(host.get('tallies').checkpoint.position));
    await host.waitFor('tallies', 1, 50).catch(() => undefined);
    expect(built).not.toHaveBeenCalled();
    log.release();
    await host.firstBuilt;
    expect(built).toHaveBeenCalledWith(11);
    const short = await run([{ ...tallies(), name: 'others' }], { longLog: 1_000 });
    await short.firstBuilt;
  });

  it('are begun anew where a process ended in the middle, and nothing of it is shown before', async () => {
    await write(30);
    const log = heldRebuilds(store);
    const ended = await run([tallies(), { ...tallies(), name: 'others' }], { log });
    const stopping = ended.stop();
    log.release();
    await stopping;
    expect(await db.collection<{ position: number }>('checkpoints').distinct('position')).toEqual([0]);
    const host = await run([tallies(), { ...tallies(), name: 'others' }]);
    const followed = await freshDocuments(store, mongo.db(`t${randomUUID().slice(0, 8)}`), tallies());
    for (const name of ['tallies', 'others']) {
      await host.waitFor(name, await store.lastPosition(), 20_000);
      expect(await documents(host, name)).toEqual(followed);
    }
  });

  it('stop one by one before a commit that one cannot fold; the others go on', async () => {
    await write(5);
    const bad = await append(store, 'C9', [filled('C9', 13)]);
    const end = await append(store, 'C1', [filled('C1', 1)]);
    const host = await run([tallies(), picky]);
    await host.waitFor('tallies', end, 20_000);
    await expect(host.waitFor('picky', end, 2_000)).rejects.toThrow(/stopped at/);
    expect(host.get('picky').stopped).toMatchObject({ position: bad, reason: '13 brings bad luck' });
    const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    expect(names.filter((name) => name.includes('_r'))).toEqual([]);
  });

  it('are not built anew where some are there, or where the log is short', async () => {
    await write(5);
    const short = await run([tallies()], { longLog: 1_000 });
    await short.waitFor('tallies', await store.lastPosition(), 20_000);
    await short.stop();
    const host = await run([tallies(), { ...tallies(), name: 'others' }]);
    await host.waitFor('others', await store.lastPosition(), 20_000);
    const collections = host.status().map((one) => one.collection);
    expect(collections).toEqual(['tallies_v1', 'others_v1']);
  });
});
