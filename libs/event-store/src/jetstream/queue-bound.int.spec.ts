import { startTestNats, type TestServer } from '@oce/local-servers/testing';
import { crateCommit } from '../../test/commits';
import { StoreBusy } from '../event-store';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';
import { ensureStreams } from './streams';

const ref = (id: string) => ({ context: 'yard', aggregate: 'crate', id });

describe('what waits to be written', () => {
  let nats: TestServer;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  beforeAll(async () => {
    nats = await startTestNats();
    connection = await connectToLog({ servers: nats.url, name: 'queue-bound' });
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.>'] }]);
  });
  afterAll(async () => {
    await connection?.close();
    await nats?.stop();
  });

  it('has a bound: more is refused at once, what was taken is written, and then there is room again', async () => {
    const store = new JetStreamEventStore(connection, { stream: 'LOG', queueMost: 100 });
    const ids = Array.from({ length: 150 }, (_, n) => `crate-${n}`);
    const outcomes = await Promise.allSettled(ids.map((id) => store.append(ref(id), 0, crateCommit(id))));
    const refused = ids.filter((_, at) => outcomes[at]?.status === 'rejected');
    expect(refused).toEqual(ids.slice(100));
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreBusy);
    expect(await store.lastPosition()).toBe(100);
    for (const id of refused) expect(await store.load(ref(id))).toEqual([]);
    await Promise.all(refused.map((id) => store.append(ref(id), 0, crateCommit(id))));
    expect(await store.lastPosition()).toBe(150);
    store.close();
  });
});
