import type { PoolClosed } from '@oce/contracts';
import { projected, testEnvelope } from '@oce/testing';
import { poolEvents, type PoolEvent } from './domain/pool.events';
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
      proceeds: [],
      costs: [],
      closing: null,
      restCentimes: 0,
      arrearsCentimes: 0,
      supplements: [],
      woundUp: null,
      woundUpAt: null,
    });
  });

  it('add up what came in, and keep what was charged', () => {
    expect(pool(opened, pooled('PR-1', 4_000_000), pooled('PR-2', 2_200_000), charged)).toMatchObject({
      proceedsCentimes: 6_200_000,
      proceeds: [{ proceedsId: 'PR-1' }, { proceedsId: 'PR-2', amountCentimes: 2_200_000 }],
      costs: [{ chargeId: 'CH-1', kind: 'transport', amountCentimes: 210_000 }],
    });
  });

  it('show what their closing came to', () => {
    expect(pool(opened, closed)).toMatchObject({ status: 'closed', closing: { charges: [], ...sums } });
  });

  it('are not moved by chunks of shares, nor made by what comes before the opening', () => {
    expect(poolsProjection.keys(fixed, testEnvelope(poolEvents))).toEqual([]);
    expect(pool(charged, closed)).toBeUndefined();
  });
});
