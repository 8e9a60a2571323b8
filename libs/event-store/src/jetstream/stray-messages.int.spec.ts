import { jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { defineEvents, event, KnownEvents, type RecordedCommit } from '@oce/event-sourcing';
import { brokenCommits, rawCommit } from '@oce/event-sourcing/testing';
import { startTestNats, type TestServer } from '@oce/local-servers/testing';
import { connectToLog } from './connect';
import { JetStreamEventStore } from './jetstream.event-store';
import { ensureStreams } from './streams';

const kind = { stream: 'LOG', context: 'sales', aggregate: 'order' };
const orderEvents = defineEvents(kind, {
  OrderPlaced: event<{ lines: number }>().version(2, {
    1: (data) => ({ lines: (data as { items: object[] }).items.length }),
  }),
});
const ref = { context: 'sales', aggregate: 'order', id: 'O1' };
const placed = rawCommit([{ type: 'OrderPlaced', v: 2, data: { lines: 1 } }]);

describe('a message in the log that is no commit', () => {
  let nats: TestServer;
  let connection: Awaited<ReturnType<typeof connectToLog>>;
  let store: JetStreamEventStore;
  let stream = 0;

  beforeAll(async () => {
    nats = await startTestNats();
    connection = await connectToLog({ servers: nats.url, name: 'stray' });
  });
  afterAll(async () => {
    await connection?.close();
    await nats?.stop();
  });
  beforeEach(async () => {
    const name = `LOG${++stream}`;
    await ensureStreams(connection, [{ name, subjects: [`evt.sales${stream}.>`] }]);
    const known = new KnownEvents().owns(orderEvents);
    const readEvent = (stored: unknown) => known.read(stored, ref);
    store = new JetStreamEventStore(connection, { stream: name, readEvent });
  });
  afterEach(() => store.close());

  const own = () => ({ ...ref, context: `sales${stream}` });
  const publish = (text: string, sent = headers()) =>
    jetstream(connection).publish(`evt.sales${stream}.order.O1`, text, { headers: sent });
  const followed = async (): Promise<RecordedCommit[]> => {
    const read = [];
    const { signal } = new AbortController();
    const reading = { subjects: ['evt.>'], after: 0, maxBatch: 3, signal, stopWhenCaughtUp: true };
    for await (const { commits } of store.read(reading)) read.push(...commits);
    return read;
  };
  const outlined = (commits: readonly RecordedCommit[]) =>
    commits.map(({ position, events, fault }) => [position, events.length, fault]);

  it('stops no reader: it comes with its fault and without events, and those behind it are read', async () => {
    const broken = brokenCommits('OrderPlaced');
    for (const { text } of broken) {
      await publish(text);
      await publish(placed);
    }
    const expected = broken.flatMap(({ fault }, at) => [
      [2 * at + 1, 0, fault],
      [2 * at + 2, 1, undefined],
    ]);
    expect(outlined(await followed())).toEqual(expected);
    expect(outlined(await store.load(own()))).toEqual(expected);
  });

  it.each([
    ['an unknown type', { type: 'OrderEaten', v: 1, data: {} }, 'sales.order has no event "OrderEaten"'],
    ['an unknown version', { type: 'OrderPlaced', v: 3, data: {} }, 'OrderPlaced of version 3 is unknown'],
    ['data that its upcaster stumbles over', { type: 'OrderPlaced', v: 1, data: {} }, 'Cannot read prop'],
  ])('is so too by %s', async (_, stray, fault) => {
    await publish(rawCommit([stray]));
    await publish(placed);
    const expected = [
      [1, 0, expect.stringContaining(fault)],
      [2, 1, undefined],
    ];
    expect(outlined(await followed())).toEqual(expected);
    expect(outlined(await store.load(own()))).toEqual(expected);
  });

  it('cannot say that it stands elsewhere', async () => {
    const forged = headers();
    forged.set('Nats-Sequence', '77');
    forged.set('Nats-Subject', 'evt.sales.order.O9');
    forged.set('Nats-Time-Stamp', '2001-01-01T00:00:00Z');
    await publish(placed, forged);
    await publish(placed);
    const loaded = await store.load(own());
    expect(loaded.map((one) => [one.position, one.ref.id])).toEqual([
      [1, 'O1'],
      [2, 'O1'],
    ]);
    expect(loaded[0]?.acceptedAt).not.toContain('2001');
  });
});
