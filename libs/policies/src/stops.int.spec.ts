import { jetstream } from '@nats-io/jetstream';
import { brokenCommits } from '@oce/event-sourcing/testing';
import { connectToLog, ensureStreams, JetStreamEventStore, type LogReader } from '@oce/event-store';
import {
  eventually,
  startTestMongo,
  startTestNats,
  type TestMongo,
  type TestServer,
} from '@oce/local-servers/testing';
import { NotThereYet, type Stop } from '@oce/projections';
import type { Db } from 'mongodb';
import { randomUUID } from 'node:crypto';
import type { AnyHandler } from './dispatch';
import type { Policy } from './policy';
import { PolicyRunner, type RunnerOptions } from './policy-runner';
import { crateComes, handlersOn, stackCrates, type CrateCame } from '../test/support';

describe('a policy before a commit that it cannot deal with', () => {
  let nats: TestServer;
  let mongo: TestMongo;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  let store: JetStreamEventStore;
  let db: Db;
  let stream = 0;
  const skipped = new Set<string>();
  const told: (Stop & { readonly name: string })[] = [];
  const runners: PolicyRunner<unknown>[] = [];

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startTestNats(), startTestMongo()]);
    connection = await connectToLog({ servers: nats.url, name: 'policy-stops' });
  });
  afterAll(async () => {
    await connection?.close();
    await Promise.all([nats?.stop(), mongo?.stop()]);
  });
  beforeEach(async () => {
    const { jetstreamManager } = await import('@nats-io/jetstream');
    if (stream > 0) await (await jetstreamManager(connection)).streams.delete(`LOG${stream}`);
    await ensureStreams(connection, [{ name: `LOG${++stream}`, subjects: ['evt.>'] }]);
    store = new JetStreamEventStore(connection, { stream: `LOG${stream}` });
    db = mongo.db(`t${randomUUID().slice(0, 8)}`);
    skipped.clear();
    told.length = 0;
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    store.close();
  });

  interface Setting extends Partial<RunnerOptions> {
    readonly policy?: Policy<CrateCame>;
  }
  const run = ({ policy = stackCrates, ...more }: Setting = {}) => {
    const runner = new PolicyRunner<unknown>(
      policy as Policy<never, unknown>,
      () => Promise.resolve(undefined),
      {
        context: 'collection',
        db,
        log: store,
        projections: { waitFor: () => Promise.resolve() },
        handlers: handlersOn(store),
        skips: { has: (name, position) => skipped.has(`${name} ${position}`) },
        onStop: (name, stop) => void told.push({ name, ...stop }),
        ...more,
      },
    );
    runners.push(runner);
    runner.start();
    return runner;
  };
  const publish = async (text: string, subject = 'evt.collection.crate.broken') =>
    (await jetstream(connection).publish(subject, text)).seq;
  const stacked = async (cellar = 'C'): Promise<string[]> => {
    const past = await store.load({ context: 'collection', aggregate: 'cellar', id: cellar });
    return past.flatMap(({ events }) => events.map(({ data }) => (data as { crateId: string }).crateId));
  };
  const come = async (crateId: string, cellar = 'C') =>
    (await crateComes(store, cellar, 1, crateId)).position;
  const standsAt = (runner: PolicyRunner<unknown>, position: number, reason: unknown) =>
    eventually(() =>
      expect(runner.status()).toMatchObject({ position: position - 1, stopped: { position, reason } }),
    );

  it.each(brokenCommits('CrateCame').map(({ name, text, fault }) => [name, text, fault] as const))(
    'stops at %s, says so, and goes on past it once it is skipped',
    async (_, text, fault) => {
      await come('before');
      const position = await publish(text);
      await come('after');
      const first = run();
      await standsAt(first, position, fault);
      expect(told).toMatchObject([
        { name: 'stack-crates', position, subject: 'evt.collection.crate.broken' },
      ]);
      expect(await stacked()).toEqual(['before']);
      await first.stop();
      const again = run();
      await standsAt(again, position, fault);
      expect(await stacked()).toEqual(['before']);
      skipped.add(`stack-crates ${position}`);
      await eventually(async () => expect(await stacked()).toEqual(['before', 'after']));
      await again.stop();
      const last = run();
      const end = await come('last');
      await eventually(() => expect(last.status()).toMatchObject({ position: end, stopped: null }));
      expect(await stacked()).toEqual(['before', 'after', 'last']);
    },
  );

  it('stops only for what it follows', async () => {
    await publish('{', 'evt.collection.basket.broken');
    const end = await come('a');
    const runner = run();
    await eventually(() => expect(runner.status()).toMatchObject({ position: end, stopped: null }));
    expect(told).toEqual([]);
  });

  it('stops where its rule throws, and another policy goes on', async () => {
    const react: Policy<CrateCame>['react'] = (event, envelope) => {
      if (event.data.crateId === 'bad') throw new Error('bad luck');
      return stackCrates.react(event, envelope, undefined);
    };
    const [picky, sound] = [run({ policy: { ...stackCrates, name: 'picky', react } }), run()];
    const position = await come('bad');
    const end = await come('good');
    await standsAt(picky, position, 'bad luck');
    await eventually(() => expect(sound.status().position).toBe(end));
  });

  const misled = (to: object): Policy<CrateCame> => ({
    ...stackCrates,
    react: ({ data }) => [
      { aggregate: 'cellar', id: 'C', type: 'StackCrate', data, ...(data.crateId === 'bad' ? to : {}) },
    ],
  });
  it.each([
    ['an aggregate that cannot be named', { id: 'a.b' }, 'the id "a.b" may have'],
    ['an aggregate without a name', { id: undefined }, expect.any(String)],
    ['data that the rule stumbles over', { data: null }, 'Cannot'],
    ['an aggregate that cannot be read', { id: 'torn' }, 'cannot be read: it is not JSON'],
  ])('stops where it leads to %s', async (_, to, reason) => {
    await publish('{', 'evt.collection.cellar.torn');
    await come('before');
    const position = await come('bad');
    await come('after');
    const runner = run({ policy: misled(to) });
    await standsAt(runner, position, typeof reason === 'string' ? expect.stringContaining(reason) : reason);
    skipped.add(`stack-crates ${position}`);
    await eventually(async () => expect(await stacked()).toEqual(['before', 'after']));
  });

  it('finds the first of several in one batch, whichever fails first', async () => {
    const slow = handlersOn(store);
    const real = slow.get('cellar') as AnyHandler;
    slow.set('cellar', {
      aggregate: real.aggregate,
      load: (id) => real.load(id),
      history: (id) => real.history(id),
      handle: (id, command) => Promise.reject(new TypeError(`${id} ${command.type}`)),
    });
    const first = await come('a', 'C1');
    await come('b', 'C2');
    const end = await publish('{');
    const runner = run({ handlers: slow });
    await standsAt(runner, first, 'C1 StackCrate');
    for (let position = first; position <= end; position++) skipped.add(`stack-crates ${position}`);
    await eventually(() => expect(runner.status()).toMatchObject({ position: end, stopped: null }));
  });

  it('goes on whatever becomes of what it tells, and begins again where its reading ends', async () => {
    const fails = () => {
      throw new Error('nobody listens');
    };
    let readings = 0;
    const log: LogReader = {
      lastPosition: () => store.lastPosition(),
      read(options) {
        if (readings++ === 0) throw new Error('the log is away');
        return store.read(options);
      },
    };
    const position = await publish('{');
    const end = await come('after');
    const runner = run({ log, onStop: fails, onError: fails });
    await standsAt(runner, position, 'it is not JSON');
    skipped.add(`stack-crates ${position}`);
    await eventually(() => expect(runner.status()).toMatchObject({ position: end, stopped: null }));
  });

  it('says what holds it and for how long', async () => {
    const handlers = new Map([...handlersOn(store)].filter(([name]) => name !== 'cellar'));
    const runner = run({ handlers });
    await come('a');
    await eventually(() => expect(runner.status().heldForMs).toBeGreaterThan(100));
    expect(runner.status().heldBy).toContain('no aggregate cellar');
  });

  it('is not held while it waits for a projection that is on its way', async () => {
    let asked = 0;
    const waitFor = (name: string, position: number) =>
      ++asked < 4 ? Promise.reject(new NotThereYet(name, 0, position)) : Promise.resolve();
    const end = await come('a');
    const held: unknown[] = [];
    const policy = { ...stackCrates, after: ['cellars'] };
    const onError = () => void held.push(runner.status().heldBy);
    const runner = run({ policy, projections: { waitFor }, onError });
    await eventually(() => expect(runner.status().position).toBe(end));
    expect(held).toEqual([undefined, undefined, undefined]);
  });
});
