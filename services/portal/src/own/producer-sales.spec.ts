import { projected } from '@oce/testing';
import {
  creditNoteIssued,
  invoiceIssued,
  lotClosed,
  proceedsReceived,
  proceedsReversed,
} from '../../test/events';
import { ownSales, producerSalesProjection } from './reads/producer-sales';

const lot = () => {
  const found = projected(producerSalesProjection, [
    lotClosed(),
    invoiceIssued(),
    creditNoteIssued(),
    proceedsReceived(),
  ])['LOT-1'];
  if (!found) throw new Error('LOT-1 is not there');
  return found;
};

describe("sales of a producer's lots", () => {
  it('tells what a lot was sold for, what was credited and what has come in', () => {
    expect(lot().invoices).toEqual([
      {
        invoiceNumber: 'F-2026-1',
        issuedOn: '2026-11-01',
        grams: 2_000_000,
        amountCentimes: 1_800_000,
        creditedCentimes: 9_000,
        receivedCentimes: 500_000,
      },
    ]);
  });

  it('takes off what was taken back of a receipt', () => {
    const events = [lotClosed(), invoiceIssued(), proceedsReceived(), proceedsReversed()];
    const found = projected(producerSalesProjection, events)['LOT-1'];
    expect(found?.invoices[0]?.receivedCentimes).toBe(491_000);
  });

  it('shows a member the grams of their own share, summed over their deliveries', () => {
    expect(ownSales(lot(), 'P-1')).toMatchObject({
      lotId: 'LOT-1',
      netGrams: 3_000_000,
      share: {
        deliveryIds: ['TM-1_T-1', 'TM-1_T-3'],
        netGrams: 1_500_000,
        payableGrams: 1_470_000,
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
