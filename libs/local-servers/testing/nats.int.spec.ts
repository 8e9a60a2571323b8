import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { existsSync } from 'node:fs';
import { startTestNats, type TestServer } from './nats';

const GIVEN = 'OCE_TEST_NATS_URL';

describe('a NATS server for a test', () => {
  const before = process.env[GIVEN];
  let nats: TestServer;
  beforeAll(async () => {
    nats = await startTestNats({ ownProcess: true });
  });
  afterAll(() => nats.stop());
  afterEach(() => {
    if (before === undefined) delete process.env[GIVEN];
    else process.env[GIVEN] = before;
  });
  const withStream = async (work: (connection: Awaited<ReturnType<typeof connect>>) => Promise<void>) => {
    const connection = await connect({ servers: nats.url });
    await work(connection);
    await connection.close();
  };
  const messages = async () => {
    let count = -1;
    await withStream(async (connection) => {
      const { streams } = await jetstreamManager(connection);
      for await (const { state } of streams.list()) count = Math.max(count, state.messages);
    });
    return count;
  };

  it('keeps its data and its address through a crash', async () => {
    await withStream(async (connection) => {
      await (await jetstreamManager(connection)).streams.add({ name: 'S', subjects: ['s.>'] });
      await jetstream(connection).publish('s.1', 'x');
    });
    const { url } = nats;
    await nats.crash();
    await nats.restart();
    expect(nats.url).toBe(url);
    expect(await messages()).toBe(1);
  });

  it('is the given one, swept, which is neither crashed nor stopped', async () => {
    process.env[GIVEN] = nats.url;
    const given = await startTestNats();
    expect(given).toMatchObject({ kind: 'given', url: nats.url });
    expect(await messages()).toBe(-1);
    await expect(given.crash()).rejects.toThrow('ask for ownProcess');
    await expect(given.restart()).rejects.toThrow('ask for ownProcess');
    await given.stop();
    await withStream(async (connection) => expect(connection.isClosed()).toBe(false));
  });

  it('is one of its own where a test brings users, whatever is given', async () => {
    process.env[GIVEN] = nats.url;
    const users = [{ user: 'one', password: 'pw', permissions: { publish: ['a'], subscribe: ['_INBOX.>'] } }];
    const own = await startTestNats({ users });
    expect(own.url).not.toBe(nats.url);
    await expect(connect({ servers: own.url, reconnect: false })).rejects.toThrow(/Authorization/i);
    const connection = await connect({ servers: own.url, user: 'one', pass: 'pw' });
    await expect(connection.request('b')).rejects.toThrow('Permissions Violation');
    await connection.close();
    await own.stop();
  });

  it('leaves no file behind', async () => {
    const other = await startTestNats({ ownProcess: true });
    expect(existsSync(other.folder as string)).toBe(true);
    await other.stop();
    expect(existsSync(other.folder as string)).toBe(false);
  });
});
