import { type CommandMeta, type Event, type RecordedCommit } from '@oce/event-sourcing';
import { AggregateHandler, StoreUnavailable } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { command } from '@oce/testing';
import { inChunks } from './domain/chunks';
import { countPool, type OwnDelivery } from './domain/count-pool';
import { poolAggregate } from './domain/pool';
import { lastClosing, sharesOfAttempt } from './domain/pool-shares';
import type { PoolEvent, PoolOpened } from './domain/pool.events';
import { closePool } from './http/close-pool';

const meta = { ...command('x', {}).meta, now: '2026-12-22T10:00:00.000Z' };
const closedShares = (events: readonly PoolEvent[]) =>
  sharesOfAttempt(events, lastClosing(events)?.attempt ?? '');
const scope: PoolOpened['data'] = {
  poolId: 'POOL-1',
  kind: 'pooled',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grades: ['extra'],
  lotIds: null,
  terms: {
    milling: { perKgCentimes: 80, chargedBy: 'third_party' },
    commissionPpm: 40_000,
    oceChargesCapPpm: 50_000,
  },
};
const delivery = (
  producerCode: string,
  deliveryId: string,
  more: Partial<OwnDelivery> = {},
): OwnDelivery => ({
  producerCode,
  grade: 'extra',
  deliveryId,
  payableGrams: 1_000_003,
  weighedOn: '2026-09-30',
  coefficientPpm: 1_050_000,
  advanceCentimes: 1,
  lotId: null,
  isReversed: false,
  settledIn: null,
  ...more,
});
const members = Array.from({ length: 7 }, (_, number) =>
  delivery(`P${number}`, `D${number}`, { payableGrams: 1_000_000 + number * 333 }),
);

describe('the count of a pool', () => {
  const counted = (deliveries: OwnDelivery[], of: Partial<PoolOpened['data']> = {}, lots: string[] = []) =>
    countPool({ ...scope, ...of }, { deliveries, traceableLots: new Set(lots) }).count.members.map(
      (one) => one.producerCode,
    );

  it('leaves out what is reversed, and what is in a traceable lot', () => {
    const deliveries = [
      delivery('P1', 'D1'),
      delivery('P1', 'D2', { isReversed: true, coefficientPpm: null }),
      delivery('P2', 'D3', { lotId: 'LOT-T' }),
      delivery('P3', 'D4', { lotId: 'LOT-P' }),
    ];
    expect(counted(deliveries, {}, ['LOT-T'])).toEqual(['P1', 'P3']);
    expect(counted(deliveries, { kind: 'traceable', lotIds: ['LOT-T'] }, ['LOT-T'])).toEqual(['P2']);
  });

  it('waits for the advance of each delivery, and takes none that another pool has settled', () => {
    const waiting = [delivery('P1', 'D1', { coefficientPpm: null })];
    expect(() => counted(waiting)).toThrow(expect.objectContaining({ slug: 'advances_outstanding' }));
    const settled = [delivery('P1', 'D1', { settledIn: 'POOL-0' })];
    expect(() => counted(settled)).toThrow(expect.objectContaining({ slug: 'delivery_settled_already' }));
  });
});

describe('chunks', () => {
  const share = (number: number) => ({
    producerCode: `P${number}`,
    payableGrams: 1,
    points: '1',
    shareCentimes: 1,
    deliveries: [],
  });

  it('keep the order and their size, and are one at least', () => {
    const shares = Array.from({ length: 100 }, (_, number) => share(number));
    const chunks = inChunks(shares, 500);
    expect(chunks.flat()).toEqual(shares);
    for (const chunk of chunks) expect(JSON.stringify(chunk).length).toBeLessThanOrEqual(501);
    expect(chunks.length).toBeGreaterThan(10);
    expect(inChunks([], 500)).toEqual([[]]);
  });
});

/** A log that goes away at one append, and comes back. */
class FaultyStore extends MemoryEventStore {
  appends = 0;
  constructor(private readonly failAt: number) {
    super();
  }
  override append(...call: Parameters<MemoryEventStore['append']>): Promise<number> {
    this.appends += 1;
    if (this.appends === this.failAt) return Promise.reject(new StoreUnavailable('gone'));
    return super.append(...call);
  }
}

let attempts = 0;
function close(
  store: MemoryEventStore,
  closedOn?: string,
  commandMeta: CommandMeta = meta,
  offered: readonly string[] = [],
) {
  // A new handler each time: what a process knew is gone with it.
  const pools = new AggregateHandler(store, poolAggregate);
  const convention = {
    conventionNumber: 'CONV-1',
    validFrom: '2026-01-01',
    lastDay: '2026-12-31',
    products: ['OLIVE'],
    commissionCapPpm: 50_000,
  };
  const reads = {
    deliveries: () => Promise.resolve({ position: 9, deliveries: members, traceableLots: new Set<string>() }),
    outstanding: () => Promise.resolve([]),
    offeredSince: () => Promise.resolve([...offered]),
    conventionsOf: () => Promise.resolve(() => [convention]),
  };
  const newAttempt = () => `attempt-${++attempts}`;
  return closePool(
    { pools, reads, newAttempt, largestChunkBytes: 400 },
    'POOL-1',
    { ...(closedOn ? { closedOn } : {}), acknowledge: ['unlotted_deliveries'] },
    commandMeta,
  );
}

async function openOver(store: MemoryEventStore): Promise<void> {
  const first = new AggregateHandler(store, poolAggregate);
  await first.handle('POOL-1', command('OpenPool', scope, { commandId: 'open', actor: 'staff:opener' }));
  const proceeds = {
    proceedsId: 'R1',
    invoiceNumber: 'INV-1',
    kind: 'pooled' as const,
    campaignId: 'OLIVE-2026',
    parts: [{ lotId: 'L', grade: 'extra', amountCentimes: 9_999_999 }],
    valueDate: '2026-11-01',
  };
  await first.handle('POOL-1', command('PoolProceeds', proceeds, { commandId: 'proceeds' }));
}

async function closedOver(store: MemoryEventStore) {
  await openOver(store);
  const run = () => close(store, '2026-12-21');
  await run().catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
  });
  await run();
  await run();
  const ref = { context: 'payments', aggregate: 'pool', id: 'POOL-1' };
  const commits: RecordedCommit<PoolEvent>[] = await store.load<PoolEvent>(ref);
  return commits.flatMap((commit) => commit.events);
}

describe('closing a pool', () => {
  it('is answered as the first time under its key, and as a repeat without', async () => {
    const store = new MemoryEventStore();
    await openOver(store);
    const first = await close(store, '2026-12-21');
    expect(await close(store, '2026-12-21')).toEqual({ ...first, repeated: true });
    const { stream, position, version } = first;
    for (const closedOn of ['2026-12-21', undefined])
      expect(await close(store, closedOn, { ...meta, commandId: 'another' })).toEqual({
        stream,
        position,
        version,
        commitId: '',
        events: [],
        repeated: true,
      });
    await expect(close(store, '2026-12-22', { ...meta, commandId: 'late' })).rejects.toMatchObject({
      slug: 'pool_closed_already',
      field: 'closedOn',
    });
  });

  it('is on the day it is asked for unless another is told, and stays so under its key the day after', async () => {
    const store = new MemoryEventStore();
    await openOver(store);
    const first = await close(store);
    expect(first.events).toMatchObject([{ data: { closedOn: '2026-12-22' } }]);
    const tomorrow = { ...meta, now: '2026-12-23T08:00:00.000Z' };
    expect(await close(store, undefined, tomorrow)).toEqual({ ...first, repeated: true });
  });

  it('is begun again where a lot was offered as traceable behind its count', async () => {
    const store = new MemoryEventStore();
    await openOver(store);
    await expect(close(store, '2026-12-21', meta, ['LOT-9'])).rejects.toMatchObject({
      slug: 'pool_changed',
      message: expect.stringContaining('LOT-9'),
    });
    expect((await close(store, '2026-12-21')).events).toMatchObject([{ type: 'PoolClosed' }]);
  });

  it('started again after a crash at any append ends with the same centimes, once', async () => {
    const whole = await closedOver(new MemoryEventStore());
    const shares = closedShares(whole);
    expect(shares).toHaveLength(7);
    const chunks = whole.filter((event: Event) => event.type === 'SharesFixed').length;
    expect(chunks).toBeGreaterThan(3);
    for (let failAt = 3; failAt <= 3 + chunks; failAt++) {
      const events = await closedOver(new FaultyStore(failAt));
      expect(events.filter((event) => event.type === 'PoolClosed')).toHaveLength(1);
      expect(closedShares(events)).toEqual(shares);
    }
  });
});
