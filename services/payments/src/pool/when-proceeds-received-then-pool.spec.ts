import { sales, type InvoiceSettled, type ProceedsReceived } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { projected, reactionsTo } from '@oce/testing';
import {
  NO_POOL,
  whenProceedsReceivedThenPool,
  type ProceedsView,
} from './reactions/when-proceeds-received-then-pool';
import { proceedsProjection } from './reads/proceeds';

const part = (lotId: string, grade: string, amountCentimes: number) => ({
  lotId,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade,
  amountCentimes,
  vatCentimes: 0,
});
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
    amount: 1_000,
    currency: 'MAD',
    rate: { date: '2026-11-02', rateMicros: 1_000_000 },
    madCentimes: 1_000,
    vatCentimes: 0,
    parts: [part('LOT-1', 'extra', 500), part('LOT-2', 'virgin', 300), part('LOT-3', 'extra', 200)],
    valueDate: '2026-11-02',
    bankReference: 'V',
    postings: [],
  },
};
const pool = {
  poolId: 'POOL-1',
  kind: 'pooled' as const,
  campaignId: 'OLIVE-2026',
  grades: ['extra'],
  lotIds: null,
};
const react = (pools: ProceedsView['pools'], event: Event = received) =>
  reactionsTo(whenProceedsReceivedThenPool, event, { pools, lots: new Map(), receipts: new Map() });

describe('pooling proceeds', () => {
  it('sends each pool its own parts, and those of none to a clerk', () => {
    const common = { proceedsId: 'PR-1', invoiceNumber: 'F-1', kind: 'pooled', campaignId: 'OLIVE-2026' };
    expect(react([pool])).toEqual([
      {
        aggregate: 'pool',
        id: 'POOL-1',
        type: 'PoolProceeds',
        data: {
          ...common,
          parts: [
            { lotId: 'LOT-1', grade: 'extra', amountCentimes: 500 },
            { lotId: 'LOT-3', grade: 'extra', amountCentimes: 200 },
          ],
          valueDate: '2026-11-02',
        },
      },
      {
        aggregate: 'pool',
        id: NO_POOL,
        type: 'PoolProceeds',
        data: {
          ...common,
          parts: [{ lotId: 'LOT-2', grade: 'virgin', amountCentimes: 300 }],
          valueDate: '2026-11-02',
        },
      },
    ]);
  });

  it('loses no centime on the way', () => {
    const amounts = react([pool]).flatMap(({ data }) =>
      (data as { parts: { amountCentimes: number }[] }).parts.map((one) => one.amountCentimes),
    );
    expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(received.data.madCentimes);
  });

  it('keeps pooled and traceable contracts apart', () => {
    const traceable = { ...received, data: { ...received.data, kind: 'traceable' as const } };
    expect(react([pool], traceable).map((one) => one.id)).toEqual([NO_POOL]);
    const own = { ...pool, poolId: 'LOT-1', kind: 'traceable' as const, lotIds: ['LOT-1'] };
    expect(react([pool, own], traceable).map((one) => one.id)).toEqual(['LOT-1', NO_POOL]);
  });

  it('sends each raw lot of a bottle to the settlement of its own terms, and says what it was sold as', () => {
    const raw = (lotId: string, settledAs: 'pooled' | 'purchased') => ({
      lotId,
      made: null,
      raw: { campaignId: 'OLIVE-2026', grade: 'extra', settledAs },
      offered: null,
    });
    const origins = [
      { lotId: 'LOT-1', grams: 60 },
      { lotId: 'LOT-2', grams: 40 },
    ];
    const bottles = {
      lotId: 'RUN-2_B',
      made: { runId: 'RUN-2', netGrams: 100, origins },
      raw: null,
      offered: null,
    };
    const lots = new Map(
      [bottles, raw('LOT-1', 'pooled'), raw('LOT-2', 'purchased')].map((one) => [one.lotId, one]),
    );
    const sold = { ...part('RUN-2_B', 'extra_virgin', 1_000), campaignId: null };
    const event = { ...received, data: { ...received.data, parts: [sold] } };
    const reactions = reactionsTo(whenProceedsReceivedThenPool, event, {
      pools: [pool],
      lots,
      receipts: new Map(),
    });
    expect(reactions.map(({ aggregate, id, type }) => [aggregate, id, type])).toEqual([
      ['pool', 'POOL-1', 'PoolProceeds'],
      ['result', 'LOT-2', 'KeepProceeds'],
    ]);
    expect(reactions.map(({ data }) => (data as { parts: unknown }).parts)).toEqual([
      [{ lotId: 'LOT-1', grade: 'extra', amountCentimes: 600, soldAs: 'RUN-2_B' }],
      [{ lotId: 'LOT-2', grade: 'extra', amountCentimes: 400, soldAs: 'RUN-2_B' }],
    ]);
  });

  it('follows from proceeds alone', () => {
    const settled: InvoiceSettled = {
      type: 'InvoiceSettled',
      v: 1,
      data: { invoiceNumber: 'F-1', buyerId: 'B-1', settledOn: '2026-11-02' },
    };
    expect(react([pool], settled)).toEqual([]);
  });

  it('takes what is taken back of a receipt out of the same pools, under an id of its own', () => {
    const { proceedsId, invoiceNumber, orderId, contractId, kind, buyerId, parts } = received.data;
    const reversed = sales.invoice.ProceedsReversed({
      proceedsId,
      invoiceNumber,
      orderId,
      contractId,
      kind,
      buyerId,
      parts,
      reversalId: 'REV-1',
      cause: 'reversed',
      into: 'bank',
      madCentimes: 1_000,
      vatCentimes: 0,
      balanceCentimes: 0,
      bankReference: 'V',
      reason: 'booked to the wrong invoice',
      reversedOn: '2026-11-03',
      postings: [],
    });
    const [own, none] = react([pool], reversed);
    expect(own).toMatchObject({
      id: 'POOL-1',
      data: {
        proceedsId: 'PR-1:REV-1',
        valueDate: '2026-11-03',
        parts: [
          { lotId: 'LOT-1', amountCentimes: -500 },
          { lotId: 'LOT-3', amountCentimes: -200 },
        ],
      },
    });
    expect(none).toMatchObject({ id: NO_POOL, data: { parts: [{ amountCentimes: -300 }] } });
    expect(projected(proceedsProjection, [received, reversed])).toMatchObject({
      'PR-1': { amountCentimes: 1_000 },
      'PR-1:REV-1': { amountCentimes: -1_000, pooledIn: [] },
    });
  });
});
