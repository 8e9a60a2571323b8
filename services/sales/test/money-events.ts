import type { CreditNoteIssued, ProceedsReceived } from '@oce/contracts';
import { pricedLines } from './facts';

/** 1,000.00 MAD received on the invoice of `invoiceIssued`. */
export const proceedsReceived: ProceedsReceived = {
  type: 'ProceedsReceived',
  v: 1,
  data: {
    ...{ proceedsId: 'PRO-1', invoiceNumber: 'F-2026-000001', orderId: 'ORD-1', contractId: 'CT-1' },
    ...{ kind: 'pooled', buyerId: 'BUY-01', amount: 100_000, currency: 'MAD', madCentimes: 100_000 },
    ...{
      rate: { date: '2026-10-14', rateMicros: 1_000_000 },
      valueDate: '2026-10-14',
      bankReference: 'VIR1',
    },
    parts: pricedLines.map(({ lotId, campaignId, productId, grade }, at) => ({
      ...{ lotId, campaignId, productId, grade },
      amountCentimes: [69_611, 30_389][at] ?? 0,
    })),
    postings: [
      { account: 'bank:main', amountCentimes: -100_000 },
      { account: 'buyer:BUY-01', amountCentimes: 100_000 },
    ],
  },
};

/** 850.00 MAD credited on it. */
export const creditNoteIssued: CreditNoteIssued = {
  type: 'CreditNoteIssued',
  v: 1,
  data: {
    ...{ creditNoteNumber: 'AV-2026-000001', creditId: 'CR-1', invoiceNumber: 'F-2026-000001' },
    ...{ orderId: 'ORD-1', buyerId: 'BUY-01', amountCentimes: 85_000, reason: 'broken bottles' },
    lines: [{ lotId: 'LOT-A', amountCentimes: 85_000 }],
    issuedOn: '2026-10-05',
    postings: [
      { account: 'buyer:BUY-01', amountCentimes: 85_000 },
      { account: 'sales:F-2026-000001', amountCentimes: -85_000 },
    ],
  },
};
