import type { ProceedsPart, ProceedsReceived } from '@oce/contracts';
import { projected } from '@oce/testing';
import { partsOf } from './domain/by-origin';
import { outstandingFor, paysFor } from './domain/pool-scope';
import type { ProceedsPooled } from './domain/pool.events';
import { proceedsProjection } from './reads/proceeds';

const part = (lotId: string, grade: string, amountCentimes: number): ProceedsPart => ({
  lotId,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade,
  amountCentimes,
  vatCentimes: 0,
});
const parts = [part('LOT-1', 'extra', 700), part('LOT-2', 'virgin', 300)];
const received: ProceedsReceived = {
  type: 'ProceedsReceived',
  v: 2,
  data: {
    proceedsId: 'PR-1',
    invoiceNumber: 'F-1',
    orderId: 'O-1',
    contractId: 'SC-1',
    kind: 'pooled',
    buyerId: 'B-1',
    amount: 100,
    currency: 'EUR',
    rate: { date: '2026-11-02', rateMicros: 10_000_000 },
    madCentimes: 1_000,
    vatCentimes: 0,
    parts,
    valueDate: '2026-11-02',
    bankReference: 'V',
    postings: [],
  },
};
const pooledIn = (poolId: string): ProceedsPooled => ({
  type: 'ProceedsPooled',
  v: 1,
  data: {
    poolId,
    proceedsId: 'PR-1',
    invoiceNumber: 'F-1',
    parts: [],
    amountCentimes: 700,
    valueDate: '2026-11-02',
    postings: [],
  },
});
const proceeds = (...events: (ProceedsReceived | ProceedsPooled)[]) =>
  projected(proceedsProjection, events)['PR-1'];
const scope = {
  poolId: 'POOL-1',
  kind: 'pooled' as const,
  campaignId: 'OLIVE-2026',
  grades: ['extra'],
  lotIds: null,
};
const traceable = { ...scope, kind: 'traceable' as const, grades: [], lotIds: ['LOT-2'] };

describe('proceeds', () => {
  it('are what sales received in dirhams, and the pools that took their parts', () => {
    expect(proceeds(received)).toEqual({
      proceedsId: 'PR-1',
      invoiceNumber: 'F-1',
      orderId: 'O-1',
      buyerId: 'B-1',
      kind: 'pooled',
      amountCentimes: 1_000,
      valueDate: '2026-11-02',
      parts,
      pooledIn: [],
      openCentimes: 1_000,
      receivedAt: 1,
      takenBack: [],
      backOf: null,
    });
    expect(proceeds(received, pooledIn('POOL-1'), pooledIn('POOL-2'))?.pooledIn).toEqual([
      'POOL-1',
      'POOL-2',
    ]);
  });

  it('are not made by a pooling alone', () => {
    expect(proceeds(pooledIn('POOL-1'))).toBeUndefined();
  });

  it.each([
    ['its campaign and grade', scope, 'pooled' as const, parts[0], true],
    ['another grade', scope, 'pooled' as const, parts[1], false],
    ['another kind of contract', scope, 'traceable' as const, parts[0], false],
    ['another campaign', { ...scope, campaignId: 'FIG-2026' }, 'pooled' as const, parts[0], false],
    ['its own lot', traceable, 'traceable' as const, parts[1], true],
    ['another lot', traceable, 'traceable' as const, parts[0], false],
  ])('belong to a settlement by %s', (_, of, kind, one, belongs) => {
    expect(paysFor(of, kind, one as ProceedsPart)).toBe(belongs);
  });

  it('are outstanding for a pool until it has taken them', () => {
    const of = (...events: (ProceedsReceived | ProceedsPooled)[]) => {
      const document = proceeds(...events);
      return outstandingFor(
        scope,
        document ? [{ proceeds: document, own: partsOf(document, new Map()) }] : [],
      ).length;
    };
    expect(of(received)).toBe(1);
    expect(of(received, pooledIn('POOL-2'))).toBe(1);
    expect(of(received, pooledIn('POOL-1'))).toBe(0);
  });
});
