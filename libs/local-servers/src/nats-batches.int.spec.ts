import { jetstreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from './child';
import { stageBatchesInMemory } from './nats-batches';
import { startNatsServer } from './nats-server';
import { realNatsServer, temporaryFolder } from '../test/support';

describe('batches staged in memory', () => {
  const folder = temporaryFolder();
  const batches = join(folder, 'store/jetstream/$G/streams/S/batches');
  let binary: string;
  let server: RunningServer;
  let connection: NatsConnection;
  let staged: string[];

  const start = async () => {
    server = await startNatsServer({ binary, folder, port: server?.port });
    connection = await connect({ servers: server.url });
  };
  const stop = async (how: 'stop' | 'kill') => {
    await connection.close();
    await server[how]();
  };
  /** Publishes the parts of a batch; answers what its last one, the commit, is answered. */
  const publish = (batch: string, size: number, isCommitted: boolean) => {
    for (let n = 1; n < size; n++) connection.publish(`s.${batch}-${n}`, 'part', { headers: of(batch, n) });
    const last = of(batch, size);
    if (isCommitted) last.set('Nats-Batch-Commit', '1');
    return connection.request(`s.${batch}-${size}`, 'last', { headers: last, timeout: 5_000 });
  };
  const of = (batch: string, number: number) => {
    const made = headers();
    made.set('Nats-Batch-Id', batch);
    made.set('Nats-Batch-Sequence', String(number));
    return made;
  };
  const messages = async () => (await (await jetstreamManager(connection)).streams.info('S')).state.messages;

  beforeAll(async () => {
    binary = await realNatsServer();
    await start();
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'S', subjects: ['s.>'], allow_atomic: true } as { name: string });
    staged = await stageBatchesInMemory(folder);
  });
  afterAll(() => stop('stop'));

  it('are put together there, and stored with their stream', async () => {
    expect(staged).toEqual(['S']);
    await publish('open', 3, false);
    expect(readdirSync(realpathSync(batches))).toHaveLength(1);
    expect((await publish('whole', 5, true)).json()).toMatchObject({ batch: 'whole', count: 5 });
    expect(await messages()).toBe(5);
  });

  it('survive a kill once they are acknowledged, and are staged there again', async () => {
    await publish('kept', 50, true);
    await stop('kill');
    await start();
    expect(await messages()).toBe(55);
    expect(lstatSync(batches).isSymbolicLink()).toBe(true);
    await publish('later', 2, true);
    expect(await messages()).toBe(57);
  });

  it('wait for a batch that is being staged on the disk already', async () => {
    rmSync(batches);
    const open = join(batches, 'open');
    mkdirSync(open, { recursive: true });
    const again = stageBatchesInMemory(folder);
    setTimeout(() => rmSync(open, { recursive: true }), 120);
    expect(await again).toEqual(['S']);
  });

  it('leave nothing in memory after the end', async () => {
    const memory = realpathSync(batches);
    await stop('stop');
    expect(existsSync(memory)).toBe(false);
    await start();
  });

  it('stay on the disk where there is no memory for them', async () => {
    expect(await stageBatchesInMemory(folder, folder)).toEqual([]);
    expect(await stageBatchesInMemory(folder, join(folder, 'nothing'))).toEqual([]);
  });
});
