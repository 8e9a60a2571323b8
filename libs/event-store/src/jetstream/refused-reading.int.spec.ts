import { jetstream } from '@nats-io/jetstream';
import { rawCommit } from '@oce/event-sourcing/testing';
import { busUsers, type NatsUser } from '@oce/local-servers';
import { eventually, startTestNats, type TestServer } from '@oce/local-servers/testing';
import { StoreUnavailable } from '../event-store';
import { SharedLogReader } from '../shared-log-reader';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';
import { ensureStreams } from './streams';

const withRights = (reads: readonly string[], without?: string): NatsUser[] => {
  const all = busUsers([{ name: 'sales', reads }], () => 'pw');
  return all.map(({ permissions, ...user }) => ({
    ...user,
    ...(permissions && {
      permissions: {
        ...permissions,
        publish: permissions.publish.filter((one) => without === undefined || !one.includes(without)),
      },
    }),
  }));
};

describe('a log that does not let itself be read', () => {
  const users: NatsUser[] = [{ user: 'admin', password: 'pw' }];
  let nats: TestServer;
  let admin: Awaited<ReturnType<typeof connectToLog>>;
  let sales: Awaited<ReturnType<typeof connectToLog>>;
  const troubles: (string | undefined)[] = [];
  const stores: JetStreamEventStore[] = [];
  const stopping = new AbortController();

  const allow = async (...next: NatsUser[]) => {
    users.splice(1, users.length, ...next);
    if (!nats) return;
    await nats.crash();
    await nats.restart();
  };
  const storeOf = (stream: string, onTrouble?: (trouble: Error | undefined) => void) => {
    const tell = onTrouble ?? ((trouble: Error | undefined) => void troubles.push(trouble?.message));
    const store = new JetStreamEventStore(sales, { stream, onTrouble: tell });
    stores.push(store);
    return store;
  };
  /** Positions as they come, of an endless reading. */
  const follow = (log: Pick<JetStreamEventStore, 'read'>) => {
    const seen: number[] = [];
    const reading = log.read({ subjects: ['evt.>'], after: 0, signal: stopping.signal });
    const done = (async () => {
      for await (const { commits } of reading) seen.push(...commits.map(({ position }) => position));
    })();
    return { seen, done };
  };
  const toTheEnd = async (log: Pick<JetStreamEventStore, 'read'>) => {
    const seen: number[] = [];
    for await (const { commits } of log.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true }))
      seen.push(...commits.map(({ position }) => position));
    return seen;
  };
  const publish = async () => (await jetstream(admin).publish('evt.sales.order.O1', rawCommit([]))).seq;

  beforeAll(async () => {
    await allow(...withRights(['OCE']));
    nats = await startTestNats({ users, ownProcess: true });
    const as = (user: string) => connectToLog({ servers: nats.url, name: user, user, pass: 'pw' });
    [admin, sales] = await Promise.all([as('admin'), as('sales')]);
    await ensureStreams(admin, [{ name: 'OCE', subjects: ['evt.>'] }]);
  });
  beforeEach(() => {
    troubles.length = 0;
  });
  afterAll(async () => {
    stopping.abort();
    for (const store of stores) store.close();
    await Promise.all([admin?.close(), sales?.close()]);
    await nats?.stop();
  });

  it('because a right is missing says so in the same words, is followed once it is given, and says that too', async () => {
    const first = await publish();
    await allow(...withRights([]));
    const { seen } = follow(storeOf('OCE'));
    const why = 'the log does not let itself be read: ';
    await eventually(() => expect(troubles.filter((one) => one?.startsWith(why)).length).toBeGreaterThan(2));
    expect(new Set(troubles.filter((one) => one?.startsWith(why))).size).toBe(1);
    await expect(toTheEnd(storeOf('OCE'))).rejects.toThrow(StoreUnavailable);
    await allow(...withRights(['OCE']));
    await eventually(() => expect(seen.at(-1)).toBe(first));
    expect(troubles.at(-1)).toBeUndefined();
    const second = await publish();
    await eventually(() => expect(seen.slice(-2)).toEqual([first, second]));
  });

  it('because nothing may be asked of the consumer says that too, and to those who read to the end', async () => {
    const position = await publish();
    await allow(...withRights(['OCE'], 'MSG.NEXT'));
    const { seen } = follow(storeOf('OCE'));
    await eventually(() => expect(troubles.at(-1)).toBe('the log gives a consumer and delivers nothing'));
    expect(troubles).not.toContain(undefined);
    await expect(toTheEnd(storeOf('OCE', () => undefined))).rejects.toThrow('delivers nothing');
    await allow(...withRights(['OCE']));
    await eventually(() => expect(seen.at(-1)).toBe(position));
    expect(troubles.at(-1)).toBeUndefined();
  });

  it('because its stream is not there is told, and followed once it is there', async () => {
    await allow(...withRights(['OCE', 'LATER']));
    const { seen } = follow(storeOf('LATER'));
    await eventually(() => expect(troubles.at(-1)).toContain('stream not found'));
    await expect(toTheEnd(storeOf('LATER'))).rejects.toThrow('stream not found');
    await ensureStreams(admin, [{ name: 'LATER', subjects: ['later.>', 'evt2.>'] }]);
    await eventually(() => expect(troubles.at(-1)).toBeUndefined());
    expect(seen).toEqual([]);
  });

  it('ends no endless reading of those who share it, however far behind they are', async () => {
    const position = await publish();
    const log = storeOf('OCE');
    const shared = new SharedLogReader(log, () => ['evt.>']);
    await eventually(() => shared.start());
    await allow(...withRights([]));
    const { seen, done } = follow(shared);
    const ended = jest.fn();
    void done.catch(ended);
    await eventually(() => expect(troubles.at(-1)).toContain('does not let itself be read'));
    await allow(...withRights(['OCE']));
    await eventually(() => expect(seen.at(-1)).toBe(position));
    expect(ended).not.toHaveBeenCalled();
    await shared.stop();
  });

  it('is read on where whoever is told of it fails', async () => {
    const position = await publish();
    await allow(...withRights([]));
    const told = jest.fn(() => {
      throw new Error('the log of the service is full');
    });
    const { seen } = follow(storeOf('OCE', told));
    await eventually(() => expect(told).toHaveBeenCalled());
    await allow(...withRights(['OCE']));
    await eventually(() => expect(seen.at(-1)).toBe(position));
  });
});
