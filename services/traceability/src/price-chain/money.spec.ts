import { accounts, payments, sales } from '@oce/contracts';
import { projected } from '@oce/testing';
import { unsettledOf } from './domain/pool-sums';
import { poolSumsProjection } from './reads/pool-sums';
import { soldLotsProjection } from './reads/sold-lots';

const poolId = 'P';
const { pool } = payments;
const taken = { invoiceNumber: 'F-1', valueDate: '2026-12-01', postings: [] };
const pooled = (proceedsId: string, amountCentimes: number) =>
  pool.ProceedsPooled({
    ...taken,
    poolId,
    proceedsId,
    parts: [{ lotId: 'A', grade: 'extra', amountCentimes, soldAs: 'B' }],
    amountCentimes,
  });
const closed = pool.PoolClosed({
  poolId,
  proceedsCentimes: 10_000,
  charges: [
    { kind: 'transport', chargedBy: 'third_party', askedCentimes: 700, amountCentimes: 700 },
    { kind: 'transport', chargedBy: 'third_party', askedCentimes: 300, amountCentimes: 300 },
  ],
  distributableCentimes: 9_000,
  lossCentimes: 0,
  payableGrams: 5_000,
} as never);
const charge = {
  poolId,
  chargeId: 'C',
  kind: 'analyses',
  chargedBy: 'third_party',
  amountCentimes: 200,
} as const;
const late = pool.ChargePosted({
  ...charge,
  postings: [
    { account: accounts.pool(poolId), amountCentimes: -200 },
    { account: accounts.costs('analyses'), amountCentimes: 200 },
  ],
});
const sumsOf = (...events: Parameters<typeof projected>[1]) => projected(poolSumsProjection, events)[poolId]!;

describe('the money of a pool', () => {
  it('is settled by its closing, costs of one name together', () => {
    expect(unsettledOf(sumsOf(pooled('1', 10_000)))).toBe(10_000);
    const sums = sumsOf(pooled('1', 10_000), closed);
    expect(sums).toMatchObject({
      costs: [{ name: 'transport', amountCentimes: 1_000 }],
      membersCentimes: 9_000,
    });
    expect(unsettledOf(sums)).toBe(0);
  });

  it('waits again for what came later, until it is charged, shared or left at the end', () => {
    const later = [pooled('1', 10_000), closed, pooled('2', 1_000)];
    expect(unsettledOf(sumsOf(...later))).toBe(1_000);
    expect(sumsOf(...later, late).costs).toContainEqual({ name: 'analyses', amountCentimes: 200 });
    const reversal = { ...charge, reason: 'twice', freedCentimes: 200, lossBackCentimes: 0, postings: [] };
    expect(unsettledOf(sumsOf(...later, late, pool.ChargeReversed(reversal)))).toBe(1_000);
    const shared = pool.SupplementDistributed({ poolId, distributedCentimes: 700 } as never);
    const ended = pool.PoolWoundUp({ poolId, account: 'reserve', restCentimes: 100 } as never);
    expect(unsettledOf(sumsOf(...later, late, shared, ended))).toBe(0);
  });

  it('is not charged before its closing, and waits whole where that is taken back', () => {
    expect(sumsOf(pooled('1', 10_000), pool.ChargePosted({ ...charge, postings: [] })).costs).toEqual([]);
    const back = pool.ClosingTakenBack({ poolId } as never);
    expect(unsettledOf(sumsOf(pooled('1', 10_000), closed, back))).toBe(10_000);
  });
});

describe('what a lot was sold for', () => {
  const { InvoiceIssued, CreditNoteIssued, ProceedsReceived, ProceedsReversed } = sales.invoice;
  const line = {
    lotId: 'B',
    productId: 'BOTTLE',
    unit: 'piece',
    quantity: 10,
    grams: 4_580,
    amountCentimes: 40_000,
  };
  const billed = InvoiceIssued({
    invoiceNumber: 'F-1',
    lines: [line, { ...line, unit: 'kg', quantity: 1 }],
  } as never);
  const credited = CreditNoteIssued({
    lines: [{ lotId: 'B', amountCentimes: 1_200, vatCentimes: 200 }],
  } as never);
  const parts = [{ lotId: 'B', amountCentimes: 30_000, vatCentimes: 6_000 }];
  const received = ProceedsReceived({ proceedsId: '1', parts } as never);
  const back = ProceedsReversed({
    parts: [{ lotId: 'B', amountCentimes: 10_000, vatCentimes: 2_000 }],
  } as never);
  const soldOf = (...events: Parameters<typeof projected>[1]) => projected(soldLotsProjection, events)['B'];

  it('is net, by sales unit, less what was credited', () => {
    expect(soldOf(billed, credited)?.billed).toMatchObject([
      { unit: 'piece', quantity: 10, netCentimes: 39_000 },
      { unit: 'kg', netCentimes: 40_000 },
    ]);
    const again = sales.invoice.CreditNoteReversed(credited.data as never);
    expect(soldOf(billed, credited, again)?.billed[0]).toMatchObject({ netCentimes: 40_000 });
  });

  it('is paid, less what was taken back, and taken by pools, the result and the reserve as it was sold', () => {
    const own = { ...taken, proceedsId: '1', amountCentimes: 500 };
    const soldAs = [{ lotId: 'A', grade: 'extra', amountCentimes: 500, soldAs: 'B' }];
    const kept = payments.result.ProceedsKept({ ...own, lotId: 'A', parts: soldAs });
    const reserved = pool.ProceedsReserved({ ...own, poolId, parts: soldAs });
    const all = soldOf(received, back, pooled('1', 12_000), pooled('2', -2_000), kept, reserved);
    expect(all).toMatchObject({
      paidCentimes: 20_000,
      pools: [{ poolId, amountCentimes: 10_000 }],
      keptCentimes: 500,
      reservedCentimes: 500,
    });
  });
});
