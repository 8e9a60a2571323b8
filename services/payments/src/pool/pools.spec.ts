import type { PoolClosed } from '@oce/contracts';
import { projected, testEnvelope } from '@oce/testing';
import { poolEvents, type PoolEvent } from './domain/pool.events';
import { poolEntriesProjection } from './reads/pool-entries';
import { poolsProjection } from './reads/pools';

const scope = {
  poolId: 'POOL-1',
  kind: 'pooled' as const,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grades: ['extra'],
  lotIds: null,
};
const terms = {
  milling: { perKgCentimes: 80, chargedBy: 'third_party' as const },
  commissionPpm: 40_000,
  oceChargesCapPpm: 40_000,
};
const opened: PoolEvent = { type: 'PoolOpened', v: 1, data: { ...scope, terms } };
const charged: PoolEvent = {
  type: 'ChargePosted',
  v: 2,
  data: {
    poolId: 'POOL-1',
    chargeId: 'CH-1',
    kind: 'transport',
    chargedBy: 'third_party',
    amountCentimes: 210_000,
    postings: [],
  },
};
const pooled = (proceedsId: string, amountCentimes: number): PoolEvent => ({
  type: 'ProceedsPooled',
  v: 1,
  data: {
    poolId: 'POOL-1',
    proceedsId,
    invoiceNumber: 'F-1',
    parts: [],
    amountCentimes,
    valueDate: '2026-11-02',
    postings: [],
  },
});
const fixed: PoolEvent = {
  type: 'SharesFixed',
  v: 1,
  data: { poolId: 'POOL-1', attempt: 'A-1', chunk: 1, of: 1, shares: [] },
};
const sums = {
  distributableCentimes: 5_102_000,
  points: '7872310000000',
  members: 3,
  deliveries: 3,
  payableGrams: 8_000_000,
  logPosition: 9,
  attempt: 'A-1',
  closedOn: '2027-01-31',
  lossCentimes: 0,
  lossBorneBy: null,
  oceChargesCapPpm: 40_000,
  acknowledged: ['open_invoices'],
};
const closed: PoolClosed = {
  type: 'PoolClosed',
  v: 2,
  data: { ...scope, proceedsCentimes: 6_200_000, charges: [], ...sums, postings: [] },
};
const pool = (...events: PoolEvent[]) => projected(poolsProjection, events)['POOL-1'];

describe('pools', () => {
  it('are open and empty at first', () => {
    expect(pool(opened)).toEqual({
      ...scope,
      terms,
      status: 'open',
      proceedsCentimes: 0,
      closing: null,
      restCentimes: 0,
      arrearsCentimes: 0,
      woundUp: null,
      woundUpAt: null,
      closedAt: null,
    });
  });

  it('add up what came in, as small with a thousand receipts as with one', () => {
    expect(pool(opened, pooled('PR-1', 4_000_000), pooled('PR-2', 2_200_000), charged)).toMatchObject({
      proceedsCentimes: 6_200_000,
    });
    const many = Array.from({ length: 1_000 }, (_, n) => pooled(`PR-${n}`, 100));
    expect(JSON.stringify(pool(opened, ...many)).length).toBeLessThan(700);
  });

  it('show what their closing came to', () => {
    expect(pool(opened, closed)).toMatchObject({ status: 'closed', closing: { charges: [], ...sums } });
  });

  it('are not moved by chunks of shares, nor made by what comes before the opening', () => {
    expect(poolsProjection.keys(fixed, testEnvelope(poolEvents))).toEqual([]);
    expect(pool(charged, closed)).toBeUndefined();
  });
});

describe('the entries of pools', () => {
  const entries = (...events: PoolEvent[]) => projected(poolEntriesProjection, events);

  it('are a document each: what came in, what was charged, in the order of the log', () => {
    expect(entries(opened, pooled('PR-1', 4_000_000), pooled('PR-2', 2_200_000), charged)).toEqual({
      'POOL-1|proceeds|PR-1': {
        poolId: 'POOL-1',
        part: 'proceeds',
        since: 2,
        entry: {
          proceedsId: 'PR-1',
          invoiceNumber: 'F-1',
          amountCentimes: 4_000_000,
          valueDate: '2026-11-02',
          byOrigin: [],
        },
      },
      'POOL-1|proceeds|PR-2': expect.objectContaining({ since: 3 }),
      'POOL-1|costs|CH-1': {
        poolId: 'POOL-1',
        part: 'costs',
        since: 4,
        entry: {
          chargeId: 'CH-1',
          kind: 'transport',
          chargedBy: 'third_party',
          amountCentimes: 210_000,
          reversedFor: null,
        },
      },
    });
  });

  it('say why a charge was reversed, and keep its place', () => {
    const reversed = poolEvents.ChargeReversed({
      poolId: 'POOL-1',
      chargeId: 'CH-1',
      kind: 'transport',
      reason: 'charged twice',
      freedCentimes: 0,
      lossBackCentimes: 0,
      postings: [],
    });
    expect(entries(charged, reversed)['POOL-1|costs|CH-1']).toMatchObject({
      since: 1,
      entry: { amountCentimes: 210_000, reversedFor: 'charged twice' },
    });
  });

  it('keep each distribution after the closing', () => {
    const supplement = poolEvents.SupplementDistributed({
      poolId: 'POOL-1',
      kind: 'pooled',
      campaignId: 'OLIVE-2026',
      supplementId: 'S-1',
      number: 1,
      attempt: 'A-2',
      distributedCentimes: 900,
      sharedCentimes: 900,
      points: '10',
      members: 2,
      lateDeliveries: 0,
      arrearsCentimes: 0,
      restCentimes: 1,
      logPosition: 4,
      distributedOn: '2027-02-01',
    });
    expect(entries(supplement)).toEqual({
      'POOL-1|supplements|S-1': {
        poolId: 'POOL-1',
        part: 'supplements',
        since: 1,
        entry: {
          supplementId: 'S-1',
          number: 1,
          distributedCentimes: 900,
          sharedCentimes: 900,
          points: '10',
          members: 2,
          lateDeliveries: 0,
          distributedOn: '2027-02-01',
        },
      },
    });
  });
});
