import type { CreditNoteIssued, ProceedsReceived } from '@oce/contracts';
import { invoiceIssued, lotClosed } from '../../test/events';
import { projected } from '@oce/testing';
import { ownSales, producerSalesProjection } from './reads/producer-sales';

const invoice = { invoiceNumber: 'F-2026-1', orderId: 'O-1', buyerId: 'BUYER-1' };
const proceeds: ProceedsReceived = {
  type: 'ProceedsReceived',
  v: 1,
  data: {
    ...{
      ...invoice,
      proceedsId: 'PR-1',
      contractId: 'K-1',
      kind: 'pooled',
      amount: 500_000,
      currency: 'MAD',
    },
    ...{ rate: { date: '2026-12-01', rateMicros: 1_000_000 }, madCentimes: 500_000 },
    parts: [
      {
        ...{ lotId: 'LOT-1', campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra' },
        amountCentimes: 500_000,
      },
    ],
    ...{ valueDate: '2026-12-01', bankReference: 'R', postings: [] },
  },
};
const credit: CreditNoteIssued = {
  type: 'CreditNoteIssued',
  v: 1,
  data: {
    ...{ ...invoice, creditNoteNumber: 'A-1', creditId: 'C-1', reason: 'short weight' },
    lines: [{ lotId: 'LOT-1', amountCentimes: 9_000 }],
    ...{ amountCentimes: 9_000, issuedOn: '2026-11-10', postings: [] },
  },
};
const lot = () => {
  const found = projected(producerSalesProjection, [lotClosed(), invoiceIssued(), credit, proceeds])['LOT-1'];
  if (!found) throw new Error('LOT-1 is not there');
  return found;
};

describe("sales of a producer's lots", () => {
  it('tells what a lot was sold for, what was credited and what has come in', () => {
    expect(lot().invoices).toEqual([
      {
        ...{ invoiceNumber: 'F-2026-1', issuedOn: '2026-11-01', grams: 2_000_000 },
        ...{ amountCentimes: 1_800_000, creditedCentimes: 9_000, receivedCentimes: 500_000 },
      },
    ]);
  });

  it('shows a member the grams of their own share, summed over their deliveries', () => {
    expect(ownSales(lot(), 'P-1')).toMatchObject({
      lotId: 'LOT-1',
      netGrams: 3_000_000,
      share: {
        ...{ deliveryIds: ['TM-1_T-1', 'TM-1_T-3'], netGrams: 1_500_000, payableGrams: 1_470_000 },
      },
    });
  });

  it('shows a member nothing of the others, nor the buyer', () => {
    const seen = JSON.stringify(ownSales(lot(), 'P-1'));
    for (const hidden of ['P-2', 'TM-1_T-2', 'BUYER-1', 'producerCode']) expect(seen).not.toContain(hidden);
  });

  it('shows nothing to somebody who has nothing in the lot', () => {
    expect(ownSales(lot(), 'P-3')).toBeUndefined();
  });

  it('passes over a lot of which no closing was heard', () => {
    expect(projected(producerSalesProjection, [invoiceIssued()])).toEqual({});
  });
});
