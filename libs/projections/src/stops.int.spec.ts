import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { KnownEvents } from '@oce/event-sourcing';
import { brokenCommits, rawCommit } from '@oce/event-sourcing/testing';
import { connectToLog, ensureStreams, JetStreamEventStore, SharedLogReader } from '@oce/event-store';
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
import type { Projection } from './projection';
import type { HostOptions } from './host-options';
import type { ProjectionHost } from './projection-host';
import { append, crateEvents, documents, filled, started, tallies, type CrateEvent } from '../test/support';
import type { Stop } from './stopped';

const SUBJECT = 'evt.collection.crate.broken';
/** Lists in lists, as text: making them one by one is too deep for the stack. */
const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** The same documents under another name, by other rules. */
const named = (name: string, overrides: Parameters<typeof tallies>[1] = {}, version = 1): Projection =>
  ({ ...tallies(version, overrides), name }) as Projection;
/** Reads what is broken as far as anybody can, and keeps what an event says. */
const keeping = (name: string): Projection =>
  named(name, { project: (_document, event) => ({ ...event.data }) as never });
/** Stumbles over a weight of 13. */
const picky = (name: string, version = 1): Projection =>
  named(
    name,
    {
      project(document, event, envelope, key) {
        if ('grams' in event.data && event.data.grams === 13) throw new Error('13 brings bad luck');
        return tallies().project(document, event, envelope, key) as never;
      },
    },
    version,
  );

describe('projections before a commit that they cannot fold', () => {
  let nats: TestServer;
  let mongo: TestMongo;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  let stream = 0;
  let store: JetStreamEventStore;
  let db: Db;
  const skipped = new Set<string>();
  const told: (Stop & { readonly name: string })[] = [];
  const hosts: ProjectionHost[] = [];

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startTestNats(), startTestMongo()]);
    connection = await connectToLog({ servers: nats.url, name: 'stops' });
  });
  afterAll(async () => {
    await connection?.close();
    await Promise.all([nats?.stop(), mongo?.stop()]);
  });
  beforeEach(async () => {
    const { streams } = await jetstreamManager(connection);
    if (stream > 0) await streams.delete(`LOG${stream}`);
    await ensureStreams(connection, [{ name: `LOG${++stream}`, subjects: ['evt.>'] }]);
    const known = new KnownEvents().owns(crateEvents);
    const readEvent = (stored: unknown, ref: Parameters<typeof known.read>[1]) => known.read(stored, ref);
    store = new JetStreamEventStore(connection, { stream: `LOG${stream}`, readEvent });
    db = mongo.db(`t${randomUUID().slice(0, 8)}`);
    skipped.clear();
    told.length = 0;
  });
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.stop()));
    store.close();
  });

  const run = async (projections: Projection[], more: Partial<HostOptions> = {}) => {
    const skips = { has: (name: string, position: number) => skipped.has(`${name} ${position}`) };
    const onStop = (name: string, stop: Stop) => void told.push({ name, ...stop });
    const host = await started({ db, log: store, projections, skips, onStop, ...more });
    hosts.push(host);
    return host;
  };
  const publish = async (text: string, subject = SUBJECT) =>
    (await jetstream(connection).publish(subject, text)).seq;
  const statusOf = (host: ProjectionHost, name = 'tallies') =>
    host.status().find((one) => one.name === name) ?? fail(`no ${name}`);
  const standsAt = (host: ProjectionHost, position: number, reason: unknown, name = 'tallies') =>
    eventually(() =>
      expect(statusOf(host, name)).toMatchObject({
        position: position - 1,
        stopped: { position, reason, subject: SUBJECT },
      }),
    );
  const keys = async (host: ProjectionHost, name = 'tallies') =>
    (await documents(host, name)).map((one) => (one as { _id: string })._id);

  const crate = (data: unknown, v = 1, type = 'CrateFilled') => rawCommit([{ type, v, data }]);
  const kinds: readonly (readonly [string, string, unknown])[] = [
    ...brokenCommits('CrateFilled').map(({ name, text, fault }) => [name, text, fault] as const),
    ['an unknown type', crate({}, 1, 'CrateEaten'), 'collection.crate has no event "CrateEaten"'],
    ['an unknown version', crate({}, 7), expect.stringContaining('CrateFilled of version 7 is unknown')],
    ['no key', crate({ grams: 1 }), expect.stringContaining('CrateFilled has no key')],
  ];

  it.each(kinds)('stop at %s, say so, and go on past it once it is skipped', async (_, text, reason) => {
    const before = await append(store, 'before', [filled('before', 1)]);
    const host = await run([tallies()]);
    await host.waitFor('tallies', before);
    const position = await publish(text);
    const after = await append(store, 'after', [filled('after', 2)]);
    await standsAt(host, position, reason);
    expect(told).toEqual([{ name: 'tallies', position, reason, subject: SUBJECT }]);
    expect(await keys(host)).toEqual(['all', 'before']);
    await expect(host.waitFor('tallies', after)).rejects.toThrow(`stopped at ${position}`);

    await host.stop();
    const again = await run([tallies()]);
    await standsAt(again, position, reason);
    expect(await keys(again)).toEqual(['all', 'before']);

    skipped.add(`tallies ${position}`);
    await eventually(() => expect(statusOf(again).stopped).toBeNull());
    await again.waitFor('tallies', after);
    await again.stop();
    const last = await run([tallies()]);
    await last.waitFor('tallies', await append(store, 'after', [filled('after', 3)]));
    expect(await documents(last)).toMatchObject([
      { _id: 'after', history: [2, 3] },
      { _id: 'all', history: [1, 2, 3] },
      { _id: 'before', history: [1] },
    ]);
  });

  it('stop each for itself: the others go on, and a skip for one is none for another', async () => {
    const sound = named('sound');
    const host = await run([picky('tallies'), sound, picky('other')]);
    const position = await append(store, 'broken', [filled('broken', 13)]);
    const after = await append(store, 'after', [filled('after', 2)]);
    await host.waitFor('sound', after);
    await standsAt(host, position, '13 brings bad luck');
    await standsAt(host, position, '13 brings bad luck', 'other');
    expect(statusOf(host, 'sound').stopped).toBeNull();
    skipped.add(`tallies ${position}`);
    await eventually(() => expect(statusOf(host).stopped).toBeNull());
    await host.waitFor('tallies', after);
    expect(statusOf(host, 'other').stopped).toMatchObject({ position });
    expect(await keys(host)).toEqual(['after', 'all']);
  });

  it.each([
    ['that is too deep for the database', lists(2_000)],
    ['that the client cannot even pack', lists(40_000)],
    ['whose names hold what no name may', '{"a\\u0000b":1}'],
  ])('stop at a document %s, with those before it in the documents', async (_, deep) => {
    const before = await append(store, 'before', [filled('before', 1)]);
    const position = await publish(
      crate({ crateId: 'deep', grams: 1, deep: 0 }).replace('"deep":0', `"deep":${deep}`),
    );
    const after = await append(store, 'after', [filled('after', 2)]);
    const host = await run([keeping('tallies'), named('sound')]);
    await standsAt(host, position, expect.any(String));
    await host.waitFor('tallies', before);
    expect(await keys(host)).toEqual(expect.arrayContaining(['all', 'before']));
    await host.waitFor('sound', after);
    await expect(host.rebuild('tallies')).rejects.toThrow(`stops at position ${position}`);
    skipped.add(`tallies ${position}`);
    await eventually(() => expect(statusOf(host).stopped).toBeNull());
    await host.waitFor('tallies', after);
    expect(await keys(host)).toEqual(['after', 'all', 'before']);
  });

  it('stop at the first of several, and at each in its turn', async () => {
    const host = await run([tallies()]);
    const positions = [];
    for (const name of ['a', 'b', 'c']) {
      positions.push(await publish('{'));
      await append(store, name, [filled(name, 1)]);
    }
    for (const position of positions) {
      await standsAt(host, position, 'it is not JSON');
      skipped.add(`tallies ${position}`);
    }
    await eventually(async () => expect(await keys(host)).toEqual(['a', 'all', 'b', 'c']));
    expect(told.map(({ position }) => position)).toEqual(positions);
  });

  it('find the first in a batch though another document stumbles over a later one before', async () => {
    // The document of every crate is folded before that of a later crate: the failure of 21 comes up first.
    const fussy = named('tallies', {
      project(document, event: CrateEvent, _envelope, key) {
        const grams = 'grams' in event.data ? event.data.grams : 0;
        if ((grams === 21 && key === 'all') || (grams === 13 && key === 'late'))
          throw new Error(`no ${grams}`);
        return { grams, fills: 1, history: [...(document?.history ?? []), grams] };
      },
    });
    await append(store, 'a', [filled('a', 1)]);
    const first = await append(store, 'late', [filled('late', 13)]);
    await append(store, 'b', [filled('b', 21)]);
    const host = await run([fussy]);
    await eventually(() =>
      expect(statusOf(host).stopped).toMatchObject({ position: first, reason: 'no 13' }),
    );
    expect(await documents(host)).toMatchObject([{ _id: 'a' }, { _id: 'all', history: [1] }]);
  });

  it('lose nothing where the log fails them on their way past a skip', async () => {
    let isAway = false;
    const away = { ...store, lastPosition: () => store.lastPosition() };
    const log = Object.assign(away, {
      read: (options: Parameters<typeof store.read>[0]) => {
        if (isAway && options.stopWhenCaughtUp) throw new Error('the log is away');
        return store.read(options);
      },
    });
    const errors: unknown[] = [];
    const host = await run([tallies()], { log, onError: (_name, error) => errors.push(error) });
    const position = await publish('{');
    await append(store, 'a', [filled('a', 1)]);
    await standsAt(host, position, 'it is not JSON');
    isAway = true;
    skipped.add(`tallies ${position}`);
    await eventually(() => expect(errors.map(String)).toContain('Error: the log is away'));
    const last = await append(store, 'b', [filled('b', 2)]);
    expect(await keys(host)).toEqual([]);
    isAway = false;
    await eventually(() => expect(statusOf(host).stopped).toBeNull());
    await host.waitFor('tallies', last);
    expect(await keys(host)).toEqual(['a', 'all', 'b']);
  });

  it('are rebuilt up to it only: the present version serves and goes on, and nothing is left of the next', async () => {
    const host = await run([tallies()]);
    const first = await append(store, 'a', [filled('a', 13)]);
    await host.waitFor('tallies', first);
    await host.stop();
    const next = await run([picky('tallies', 2)]);
    const stop = { position: first, reason: '13 brings bad luck', subject: 'evt.collection.crate.a' };
    await eventually(() => expect(statusOf(next)).toMatchObject({ stopped: stop, rebuildStopped: stop }));
    expect(told.at(-1)).toEqual({ name: 'tallies', ...stop });
    expect(await keys(next)).toEqual(['a', 'all']);
    const names = (await db.listCollections().toArray()).map((one) => one.name);
    expect(names.filter((name) => name.includes('_r1_'))).toEqual([]);
    const second = await append(store, 'b', [filled('b', 2)]);
    skipped.add(`tallies ${first}`);
    await eventually(() => expect(statusOf(next)).toMatchObject({ stopped: null, rebuildStopped: null }));
    await next.waitFor('tallies', second);
    expect(next.get('tallies').checkpoint).toMatchObject({ version: 2, rebuild: 1 });
    expect(await documents(next)).toMatchObject([
      { _id: 'all', grams: 2 },
      { _id: 'b', grams: 2 },
    ]);
  });

  it('say where a rebuild on demand cannot pass, while they follow; the skip counts there too', async () => {
    const host = await run([tallies()]);
    const first = await append(store, 'a', [filled('a', 13)]);
    await host.waitFor('tallies', first);
    await host.stop();
    const mended = await run([picky('tallies')]);
    await expect(mended.rebuild('tallies')).rejects.toThrow(`stops at position ${first}: 13 brings`);
    expect(statusOf(mended)).toMatchObject({ stopped: null, rebuildStopped: { position: first } });
    await mended.waitFor('tallies', await append(store, 'b', [filled('b', 1)]));
    expect(await keys(mended)).toEqual(['a', 'all', 'b']);
    skipped.add(`tallies ${first}`);
    await mended.rebuild('tallies');
    expect(statusOf(mended)).toMatchObject({ stopped: null, rebuildStopped: null });
    expect(await keys(mended)).toEqual(['all', 'b']);
  });

  it('take over what comes while a rebuild gets them past a stop', async () => {
    const host = await run([tallies()]);
    const position = await publish('{');
    await standsAt(host, position, 'it is not JSON');
    skipped.add(`tallies ${position}`);
    const writing = (async () => {
      for (let n = 0; n < 40; n++) await append(store, `c${n}`, [filled(`c${n}`, 1)]);
    })();
    await Promise.all([host.rebuild('tallies'), writing]);
    await host.waitFor('tallies', await store.lastPosition());
    expect(await keys(host)).toHaveLength(41);
  });

  it('go on whatever becomes of what they tell, and say what holds them', async () => {
    const fails = () => {
      throw new Error('nobody listens');
    };
    const host = await run([tallies(), named('sound')], { onStop: fails, onError: fails });
    const position = await publish('{', 'evt.collection.crate.x');
    await append(store, 'a', [filled('a', 1)]);
    await eventually(() => expect(statusOf(host).stopped).toMatchObject({ position }));
    for (const name of ['tallies', 'sound']) skipped.add(`${name} ${position}`);
    await eventually(async () => expect(await keys(host, 'sound')).toEqual(['a', 'all']));
    const away = jest.spyOn(host.get('sound'), 'apply').mockRejectedValue(new Error('away'));
    await append(store, 'b', [filled('b', 1)]);
    await eventually(() => expect(statusOf(host, 'sound').heldForMs).toBeGreaterThan(0));
    expect(statusOf(host, 'sound').heldBy).toBe('away');
    away.mockRestore();
    await eventually(async () => expect(await keys(host, 'sound')).toEqual(['a', 'all', 'b']));
    await eventually(() => expect(statusOf(host, 'sound')).toMatchObject({ heldBy: null, heldForMs: 0 }));
  });

  it('begin again where what they wait for before a batch fails, and where a reading ends', async () => {
    let failures = 2;
    const giveWay = () => (failures-- > 0 ? Promise.reject(new Error('busy')) : Promise.resolve());
    const shared = new SharedLogReader(store, () => ['evt.>']);
    await shared.start();
    const errors: unknown[] = [];
    const host = await run([tallies()], {
      log: shared,
      giveWay,
      onError: (_name, error) => errors.push(error),
    });
    const position = await append(store, 'a', [filled('a', 1)]);
    await eventually(() => expect(statusOf(host).position).toBe(position));
    expect(errors.map(String)).toEqual(['Error: busy', 'Error: busy']);
    await shared.stop();
  });

  it('do not wait longer than is asked for a database that is silent', async () => {
    const host = await run([tallies()]);
    const live = host.get('tallies');
    let release: () => void = () => undefined;
    const held = live.exclusive(() => new Promise<void>((resolve) => (release = resolve)));
    const position = await append(store, 'a', [filled('a', 1)]);
    const began = performance.now();
    await expect(host.waitFor('tallies', position, 300)).rejects.toThrow(NotThereYet);
    expect(performance.now() - began).toBeLessThan(2_000);
    release();
    await held;
    await host.waitFor('tallies', position);
  });
});
