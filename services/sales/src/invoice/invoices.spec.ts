import { projected } from '@oce/testing';
import { creditNoteIssued, invoiceIssued, invoiceTax, proceedsReceived } from '../../test/facts';
import type { InvoiceEvent } from './domain/invoice.events';
import { invoicesProjection } from './reads/invoices';

const granted: InvoiceEvent = {
  type: 'CreditGranted',
  v: 2,
  data: {
    creditId: 'CR-1',
    invoiceNumber: 'F-2026-000001',
    lines: creditNoteIssued.data.lines,
    amountCentimes: 85_000,
    reason: 'broken bottles',
    grantedOn: '2026-10-05',
  },
};
const settled: InvoiceEvent = {
  type: 'InvoiceSettled',
  v: 1,
  data: { invoiceNumber: 'F-2026-000001', buyerId: 'BUY-01', settledOn: '2026-11-02' },
};
const after = (...events: InvoiceEvent[]) =>
  projected(invoicesProjection, [invoiceIssued, ...events])['F-2026-000001'];

describe('invoices', () => {
  it('shows a new invoice wholly open, without the ledger', () => {
    const { postings: _ledger, tax: _tax, ...data } = invoiceIssued.data;
    expect(after()).toEqual({
      ...data,
      ...invoiceTax,
      missing: [],
      receivedCentimes: 0,
      creditedCentimes: 0,
      openCentimes: 1_415_000,
      status: 'open',
      settledOn: null,
      proceeds: [],
      excesses: [],
      reversals: [],
      creditNotes: [],
    });
  });

  it('takes off what came in, with the dated rate of each receipt', () => {
    expect(after(proceedsReceived)).toMatchObject({
      receivedCentimes: 100_000,
      openCentimes: 1_315_000,
      proceeds: [
        { proceedsId: 'PRO-1', rate: { date: '2026-10-14', rateMicros: 1_000_000 }, bankReference: 'VIR1' },
      ],
    });
  });

  it('takes a credit off once, when it is granted, and shows its note', () => {
    expect(after(granted)).toMatchObject({
      creditedCentimes: 85_000,
      openCentimes: 1_330_000,
      creditNotes: [],
    });
    expect(after(granted, creditNoteIssued)).toMatchObject({
      creditedCentimes: 85_000,
      openCentimes: 1_330_000,
      creditNotes: [{ creditNoteNumber: 'AV-2026-000001', amountCentimes: 85_000 }],
    });
  });

  it('shows when it was settled', () => {
    expect(after(settled)).toMatchObject({ status: 'settled', settledOn: '2026-11-02' });
    expect(projected(invoicesProjection, [settled])).toEqual({});
  });
});
