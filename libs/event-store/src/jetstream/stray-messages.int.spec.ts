import { jetstream } from '@nats-io/jetstream';
import { startTestNats } from '@oce/testing';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';
import { ensureStreams } from './streams';

describe('a message in the log that is no commit', () => {
  it('stops no reader: it has no events, and those behind it are read', async () => {
    const nats = await startTestNats();
    const connection = await connectToLog({ servers: nats.url, name: 'stray' });
    await ensureStreams(connection);
    const store = new JetStreamEventStore(connection);
    const stray = jetstream(connection);
    for (const text of ['not json', 'null', '{"commitId":"c1"}'])
      await stray.publish('evt.sales.order.S1', text);
    const events = [{ type: 'OrderPlaced', v: 1, data: {} }];
    const ids = { commitId: 'c2', commandId: 'k2', commandHash: 'h', actor: 'clerk', correlationId: 'r' };
    const commit = { ...ids, at: '2026-10-01T08:00:00.000Z', version: 1, events };
    await store.append({ context: 'sales', aggregate: 'order', id: 'O1' }, 0, commit);

    const read = [];
    for await (const { commits } of store.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true }))
      read.push(...commits);
    expect(read.map((one) => [one.position, one.ref.id, one.events.length])).toEqual([
      [1, 'S1', 0],
      [2, 'S1', 0],
      [3, 'S1', 0],
      [4, 'O1', 1],
    ]);
    store.close();
    await connection.close();
    await nats.stop();
  }, 30_000);
});
