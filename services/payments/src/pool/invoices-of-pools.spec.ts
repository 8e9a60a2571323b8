import { sales } from '@oce/contracts';
import { projected } from '@oce/testing';
import { invoicesOfPoolsProjection } from './reads/invoices-of-pools';

const line = (lotId: string, grade: string) => ({
  lotId,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade,
  grams: 1_000,
  unit: 'kg' as const,
  quantity: 1,
  unitPriceMinor: 850,
  amountCentimes: 850,
  vatCentimes: 0,
});
const issued = sales.invoice.InvoiceIssued({
  invoiceNumber: 'F-1',
  orderId: 'O-1',
  contractId: 'SC-1',
  kind: 'pooled',
  buyerId: 'B-1',
  lines: [line('LOT-1', 'extra'), line('LOT-2', 'virgin')],
  netCentimes: 1_700,
  vatCentimes: 0,
  amountCentimes: 1_700,
  tax: null,
  issuedOn: '2026-10-05',
  dueOn: '2026-11-04',
  postings: [],
});
const settled = sales.invoice.InvoiceSettled({
  invoiceNumber: 'F-1',
  buyerId: 'B-1',
  settledOn: '2026-11-02',
});
const open = {
  invoiceNumber: 'F-1',
  kind: 'pooled',
  isOpen: true,
  lines: [
    { lotId: 'LOT-1', campaignId: 'OLIVE-2026', grade: 'extra' },
    { lotId: 'LOT-2', campaignId: 'OLIVE-2026', grade: 'virgin' },
  ],
};

describe('invoices of pools', () => {
  it('are open when issued, and say what their lines are for', () => {
    expect(projected(invoicesOfPoolsProjection, [issued])).toEqual({ 'F-1': open });
  });

  it('are open no more once settled', () => {
    expect(projected(invoicesOfPoolsProjection, [issued, settled])).toEqual({
      'F-1': { ...open, isOpen: false },
    });
  });

  it('are not made by their settlement', () => {
    expect(projected(invoicesOfPoolsProjection, [settled])).toEqual({});
  });
});
