import { jetstreamManager } from '@nats-io/jetstream';
import { startTestNats, type TestServer } from '@oce/local-servers/testing';
import { crateCommit } from '../../test/commits';
import { NotTogether } from '../event-store';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';

describe('a server that takes no batch', () => {
  let nats: TestServer;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  beforeAll(async () => {
    nats = await startTestNats();
    connection = await connectToLog({ servers: nats.url, name: 'refused-batch' });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'PLAIN', subjects: ['evt.plain.>'], allow_direct: true });
  });
  afterAll(async () => {
    await connection?.close();
    await nats?.stop();
  });

  it('is sent the members one by one, and each finds its own outcome', async () => {
    const store = new JetStreamEventStore(connection, { stream: 'PLAIN' });
    const ids = Array.from({ length: 64 }, (_, n) => `crate-${n}`);
    const positions = await Promise.all(
      ids.map((id) => store.append({ context: 'plain', aggregate: 'crate', id }, 0, crateCommit(id))),
    );
    expect(new Set(positions).size).toBe(64);
    for (const id of ids)
      expect(await store.load({ context: 'plain', aggregate: 'crate', id })).toHaveLength(1);
    const ref = { context: 'plain', aggregate: 'crate', id: 'several' };
    const several = [crateCommit('a'), crateCommit('b')];
    await expect(store.appendAll(ref, 0, several)).rejects.toBeInstanceOf(NotTogether);
    expect(await store.load(ref)).toEqual([]);
    store.close();
  });
});
