import { jetstream } from '@nats-io/jetstream';
import { startTestNats } from '@oce/local-servers/testing';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';
import { ensureStreams } from './streams';

describe('a message in the log that is no commit', () => {
  it('stops no reader of the log: it comes with its fault and without events, and those behind it are read', async () => {
    const nats = await startTestNats();
    const connection = await connectToLog({ servers: nats.url, name: 'stray' });
    await ensureStreams(connection, [{ name: 'LOG', subjects: ['evt.>'] }]);
    const store = new JetStreamEventStore(connection, { stream: 'LOG' });
    const stray = jetstream(connection);
    const whole = { commitId: 'c', commandId: 'k', actor: 'a', at: 't', correlationId: 'r', version: 1 };
    const strays: readonly (readonly [string, string])[] = [
      ['not json', 'it is not JSON'],
      ['null', 'it is not an object'],
      ['{"commitId":"c1"}', 'it has no commandId'],
      [JSON.stringify(whole), 'it has no events'],
      [JSON.stringify({ ...whole, events: [null] }), 'an event is not an object'],
      [JSON.stringify({ ...whole, events: [{ type: 'A', v: 1, data: null }] }), 'A has no data'],
    ];
    for (const [text] of strays) await stray.publish('evt.sales.order.S1', text);
    const events = [{ type: 'OrderPlaced', v: 1, data: {} }];
    const ids = { commitId: 'c2', commandId: 'k2', commandHash: 'h', actor: 'clerk', correlationId: 'r' };
    const commit = { ...ids, at: '2026-10-01T08:00:00.000Z', version: 1, events };
    await store.append({ context: 'sales', aggregate: 'order', id: 'O1' }, 0, commit);

    const read = [];
    for await (const { commits } of store.read({ subjects: ['evt.>'], after: 0, stopWhenCaughtUp: true }))
      read.push(...commits);
    expect(read.map((one) => [one.position, one.ref.id, one.events.length, one.fault])).toEqual([
      ...strays.map(([, fault], at) => [at + 1, 'S1', 0, fault]),
      [strays.length + 1, 'O1', 1, undefined],
    ]);
    store.close();
    await connection.close();
    await nats.stop();
  }, 30_000);
});
