import { conflict, type RecordedCommit } from '@oce/event-sourcing';
import {
  CONCURRENT_CHANGES,
  connectToLog,
  ensureStreams,
  JetStreamEventStore,
  StoreUnavailable,
  type LogReader,
} from '@oce/event-store';
import {
  eventually,
  startTestMongo,
  startTestNats,
  type TestMongo,
  type TestServer,
} from '@oce/local-servers/testing';
import type { Db } from 'mongodb';
import { randomUUID } from 'node:crypto';
import type { AnyHandler } from './dispatch';
import { policyCommandId, type Policy } from './policy';
import { PolicyRunner } from './policy-runner';
import { crateComes, handlersOn, stackCrates, type CrateCame } from '../test/support';

describe('a policy on real servers', () => {
  let nats: TestServer;
  let mongo: TestMongo;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  let store: JetStreamEventStore;
  let db: Db;
  let errors: unknown[];
  const runners: PolicyRunner<unknown>[] = [];

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startTestNats(), startTestMongo()]);
    connection = await connectToLog({ servers: nats.url, name: 'policies' });
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.>'] }]);
    store = new JetStreamEventStore(connection, { stream: 'LOG' });
  });
  afterAll(async () => {
    store?.close();
    await connection?.close();
    await Promise.all([nats?.stop(), mongo?.stop()]);
  });
  beforeEach(() => {
    db = mongo.db(`t${randomUUID().slice(0, 8)}`);
    errors = [];
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  });

  interface Setting {
    readonly handlers?: Map<string, AnyHandler>;
    readonly policy?: Policy<CrateCame, unknown>;
    readonly viewOf?: () => Promise<unknown>;
    readonly waitFor?: (name: string, position: number) => Promise<void>;
    readonly log?: LogReader;
  }
  const run = (setting: Setting = {}) => {
    const { policy = stackCrates, viewOf = () => Promise.resolve(undefined) } = setting;
    const runner = new PolicyRunner<unknown>(policy as Policy<never, unknown>, viewOf, {
      context: 'collection',
      db,
      log: setting.log ?? store,
      projections: { waitFor: setting.waitFor ?? (() => Promise.resolve()) },
      handlers: setting.handlers ?? handlersOn(store),
      onError: (_policy, error) => errors.push(error),
    });
    runners.push(runner);
    runner.start();
    return runner;
  };
  /** The log, but what it holds when it is asked comes as one batch. */
  const inOneBatch = (): LogReader => ({
    lastPosition: () => store.lastPosition(),
    read(options) {
      const reading = store.read(options);
      async function* gathered() {
        let commits: RecordedCommit[] = [];
        for await (const batch of reading) {
          commits = [...commits, ...batch.commits];
          if (batch.pending > 0) continue;
          yield { commits, pending: 0 };
          commits = [];
        }
      }
      return Object.assign(gathered(), { isCaughtUp: () => reading.isCaughtUp() });
    },
  });
  const come = (cellarId: string, grams: number) => crateComes(store, cellarId, grams);
  const past = (aggregate: string, id: string): Promise<RecordedCommit[]> =>
    store.load({ context: 'collection', aggregate, id });
  const matterOf = (commitId: string) => policyCommandId('stack-crates', commitId, 0);
  const done = (runner: PolicyRunner<unknown>, position: number) =>
    eventually(() => expect(runner.status().position).toBeGreaterThanOrEqual(position));
  /** A crash after the work and before the checkpoint. */
  const forget = () => db.collection('policy_checkpoints').deleteMany({});

  it('sends what an event leads to, once, in the order of the log, and says what it follows from', async () => {
    const runner = run();
    const cellar = randomUUID();
    const crates = [await come(cellar, 1), await come(cellar, 2), await come(cellar, 3)];
    await done(runner, crates[2]?.position ?? 0);
    const stacked = await past('cellar', cellar);
    expect(stacked.map(({ events }) => events)).toEqual(
      crates.map(({ crateId }, at) => [{ type: 'CrateStacked', v: 1, data: { crateId, grams: at + 1 } }]),
    );
    expect(stacked[0]).toMatchObject({
      actor: 'policy:stack-crates',
      at: crates[0]?.commit.at,
      causationId: crates[0]?.commit.commitId,
      correlationId: crates[0]?.commit.correlationId,
      commandId: matterOf(crates[0]?.commit.commitId ?? ''),
    });
  });

  it('changes nothing when it meets everything again after a crash before the checkpoint', async () => {
    const cellar = randomUUID();
    const first = run();
    const { position } = await come(cellar, 4);
    await done(first, position);
    await first.stop();
    await forget();
    const end = await store.lastPosition();
    await done(run(), position);
    expect(await past('cellar', cellar)).toHaveLength(1);
    expect(await store.lastPosition()).toBe(end);
  });

  it('goes on behind its checkpoint', async () => {
    const first = run();
    await done(first, (await come(randomUUID(), 1)).position);
    await first.stop();
    const seen: string[] = [];
    const policy = { ...stackCrates, react: ({ data }: CrateCame) => (seen.push(data.crateId), []) };
    const second = run({ policy });
    const { crateId, position } = await come(randomUUID(), 1);
    await done(second, position);
    expect(seen).toEqual([crateId]);
  });

  it('is run by two processes at once as by one', async () => {
    const both = [run(), run()];
    const cellar = randomUUID();
    const crates = await Promise.all(Array.from({ length: 20 }, () => come(cellar, 1)));
    for (const one of both) await done(one, Math.max(...crates.map(({ position }) => position)));
    expect(await past('cellar', cellar)).toHaveLength(20);
    expect(await past('attention', matterOf(crates[0]?.commit.commitId ?? ''))).toEqual([]);
  });

  it('puts a refusal before a clerk, with the reason, and goes on', async () => {
    const runner = run();
    const cellar = randomUUID();
    const refused = await come(cellar, 1_001);
    const next = await come(cellar, 999);
    await done(runner, next.position);
    expect(await past('cellar', cellar)).toHaveLength(1);
    const [raised] = await past('attention', matterOf(refused.commit.commitId));
    expect(raised?.events).toEqual([
      {
        type: 'AttentionRaised',
        v: 1,
        data: {
          policy: 'stack-crates',
          reason: 'cellar_full',
          detail: 'There is room for 1000 g.',
          subject: `evt.collection.crate.${refused.crateId}`,
          position: refused.position,
          reaction: {
            aggregate: 'cellar',
            id: cellar,
            type: 'StackCrate',
            data: { crateId: refused.crateId, grams: 1_001 },
          },
        },
      },
    ]);
    expect(errors).toEqual([]);
  });

  it('keeps to the first words of a refusal that it meets again in others', async () => {
    const cellar = randomUUID();
    const first = run();
    const refused = await come(cellar, 1_001);
    const { position } = await come(cellar, 999);
    await done(first, position);
    await first.stop();
    await forget();
    const second = run({ handlers: handlersOn(store) });
    await done(second, position);
    expect(errors).toEqual([]);
    expect(await past('attention', matterOf(refused.commit.commitId))).toHaveLength(1);
  });

  it('keeps to the first command where reference data has changed since', async () => {
    const cellar = randomUUID();
    const policy: Policy<CrateCame, unknown> = {
      ...stackCrates,
      react: ({ data: { crateId, cellarId } }, _envelope, grams) => [
        { aggregate: 'cellar', id: cellarId, type: 'StackCrate', data: { crateId, grams } },
      ],
    };
    const first = run({ policy, viewOf: () => Promise.resolve(5) });
    const { position, commit } = await come(cellar, 1);
    await done(first, position);
    await first.stop();
    await forget();
    await done(run({ policy, viewOf: () => Promise.resolve(6) }), position);
    expect((await past('cellar', cellar)).map((one) => one.events[0]?.data)).toMatchObject([{ grams: 5 }]);
    expect(await past('attention', matterOf(commit.commitId))).toEqual([]);
  });

  it('tries a technical failure again until it works, holds the order meanwhile, and says so', async () => {
    const cellar = randomUUID();
    const handlers = handlersOn(store);
    const real = handlers.get('cellar') as AnyHandler;
    let isAway = true;
    handlers.set('cellar', {
      aggregate: real.aggregate,
      load: (id) => real.load(id),
      history: (id) => real.history(id),
      handle: (id, command) =>
        isAway && id === cellar ? Promise.reject(new StoreUnavailable('away')) : real.handle(id, command),
    });
    const runner = run({ handlers });
    const held = await come(cellar, 1);
    await eventually(() => expect(runner.status().heldBy).toBe('away'));
    const behind = await come(cellar, 2);
    expect(runner.status().position).toBeLessThan(held.position);
    isAway = false;
    await done(runner, behind.position);
    expect((await past('cellar', cellar)).map((one) => one.events[0]?.data)).toMatchObject([
      { crateId: held.crateId },
      { crateId: behind.crateId },
    ]);
    expect(runner.status().heldBy).toBeUndefined();
    expect(errors[0]).toBeInstanceOf(StoreUnavailable);
  });

  it('tries again where others kept coming first, rather than bother a clerk', async () => {
    const cellar = randomUUID();
    const handlers = handlersOn(store);
    const real = handlers.get('cellar') as AnyHandler;
    let refusals = 2;
    const crowded = conflict(CONCURRENT_CHANGES, 'Others kept changing this.');
    handlers.set('cellar', {
      aggregate: real.aggregate,
      load: (id) => real.load(id),
      history: (id) => real.history(id),
      handle: (id, command) =>
        id === cellar && refusals-- > 0 ? Promise.reject(crowded) : real.handle(id, command),
    });
    const { commit, position } = await come(cellar, 1);
    await done(run({ handlers }), position);
    expect(await past('cellar', cellar)).toHaveLength(1);
    expect(await past('attention', matterOf(commit.commitId))).toEqual([]);
  });

  it('does not hold other aggregates of a batch for one that fails', async () => {
    const [failing, fine] = [randomUUID(), randomUUID()];
    const handlers = handlersOn(store);
    const real = handlers.get('cellar') as AnyHandler;
    handlers.set('cellar', {
      aggregate: real.aggregate,
      load: (id) => real.load(id),
      history: (id) => real.history(id),
      handle: (id, command) =>
        id === failing ? Promise.reject(new StoreUnavailable('away')) : real.handle(id, command),
    });
    await come(failing, 1);
    await come(fine, 1);
    run({ handlers, log: inOneBatch() });
    await eventually(async () => expect(await past('cellar', fine)).toHaveLength(1));
  });

  it('waits until its projections hold what it looks at', async () => {
    const asked: [string, number][] = [];
    const waitFor = async (name: string, position: number) => void asked.push([name, position]);
    const runner = run({ policy: { ...stackCrates, after: ['cellars'] }, waitFor });
    const { position } = await come(randomUUID(), 1);
    await done(runner, position);
    expect(asked.at(-1)).toEqual(['cellars', position]);
  });

  it('is held by a reaction on an aggregate that the context does not have, rather than drop it', async () => {
    const handlers = new Map([...handlersOn(store)].filter(([name]) => name !== 'cellar'));
    const runner = run({ handlers });
    await come(randomUUID(), 1);
    await eventually(() => expect(runner.status().heldBy).toContain('no aggregate cellar'));
  });
});
