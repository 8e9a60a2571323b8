import type { Event } from '@oce/event-sourcing';
import { MemoryEventStore } from '@oce/event-store';
import { eventually } from '@oce/testing';
import { randomUUID } from 'node:crypto';
import { invoiceIssued, lotClosed, weighed } from '../../test/events';
import { LiveFeed } from './live-feed';
import { LiveHub } from './live-hub';
import { LiveStream } from './http/live-stream';

const AT = '2026-10-01T08:00:00.000Z';
const append = (store: MemoryEventStore, context: string, aggregate: string, id: string, event: Event) =>
  store.append({ context, aggregate, id }, 0, {
    ...{ commitId: randomUUID(), commandId: randomUUID(), commandHash: '-', actor: 'test', at: AT },
    ...{ correlationId: 'test', version: 1, events: [event] },
  });

describe('the live feed', () => {
  let store: MemoryEventStore;
  let hub: LiveHub;
  let feed: LiveFeed;
  let told: string;

  beforeEach(async () => {
    store = new MemoryEventStore();
    hub = new LiveHub();
    feed = new LiveFeed(store, hub);
    told = '';
    await append(store, 'collection', 'lot', 'LOT-1', lotClosed());
    await append(store, 'collection', 'delivery', 'old', weighed('old'));
    feed.onApplicationBootstrap();
    await eventually(() => expect(hub.position).toBe(2));
    const write = (chunk: string) => (told += chunk);
    const stream = new LiveStream({ writableLength: 0, write, end: write, destroy: () => undefined });
    hub.join('P-1', stream);
    stream.open(2, []);
  });
  afterEach(() => feed.beforeApplicationShutdown());

  it('passes on what comes after it started, and nothing of before', async () => {
    await append(store, 'collection', 'delivery', 'new', weighed('new'));
    await eventually(() => expect(told).toContain('"deliveryId":"new"'));
    expect(told).toContain('id: 3');
    expect(told).not.toContain('"deliveryId":"old"');
  });

  it('knows from the past who has something in a lot, when it is sold', async () => {
    await append(store, 'sales', 'invoice', 'F-2026-1', invoiceIssued());
    await eventually(() => expect(told).toContain('event: sale'));
    expect(told).toContain('"amountCentimes":1800000');
  });

  it('knows a lot that is closed while it follows', async () => {
    const { data } = lotClosed();
    await append(store, 'collection', 'lot', 'LOT-9', { ...lotClosed(), data: { ...data, lotId: 'LOT-9' } });
    await append(store, 'sales', 'invoice', 'F-2026-1', invoiceIssued());
    await eventually(() => expect(told).toContain('"amountCentimes":90000'));
  });
});
