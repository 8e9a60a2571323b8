import type { Event } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import {
  creditNoteIssued,
  invoiceIssued,
  lotClosed,
  proceedsReceived,
  proceedsReversed,
} from '../../test/events';
import { lotInvoicesProjection } from './reads/lot-invoices';
import { ownSales, producerSalesProjection } from './reads/producer-sales';

const story = [lotClosed(), invoiceIssued(), creditNoteIssued(), proceedsReceived()];
const lot = () => {
  const found = projected(producerSalesProjection, story)['LOT-1'];
  if (!found) throw new Error('LOT-1 is not there');
  return found;
};
const invoices = (events: readonly Event[] = story) =>
  Object.values(projected(lotInvoicesProjection, events)).filter(({ lotId }) => lotId === 'LOT-1');
const ownOf = (producerCode: string) => ownSales(lot(), invoices(), producerCode);

describe("sales of a producer's lots", () => {
  it('tells what a lot was sold for, what was credited and what has come in', () => {
    expect(ownOf('P-1')?.invoices).toEqual([
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
    expect(invoices(events)).toMatchObject([{ lotId: 'LOT-1', receivedCentimes: 491_000 }]);
  });

  it('shows a member the grams of their own share, summed over their deliveries', () => {
    expect(ownOf('P-1')).toMatchObject({
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
    const seen = JSON.stringify(ownOf('P-1'));
    for (const hidden of ['P-2', 'TM-1_T-2', 'BUYER-1', 'producerCode']) expect(seen).not.toContain(hidden);
  });

  it('shows nothing to somebody who has nothing in the lot', () => {
    expect(ownOf('P-3')).toBeUndefined();
  });

  it('passes over a lot of which no closing was heard, and receipts of an invoice that was not', () => {
    expect(projected(producerSalesProjection, [invoiceIssued()])).toEqual({});
    expect(invoices([proceedsReceived(), creditNoteIssued()])).toEqual([]);
  });

  it('keeps the lot as small as it was closed, however often it is sold', () => {
    const sold = Array.from({ length: 50 }, () => invoiceIssued());
    expect(projected(producerSalesProjection, [lotClosed(), ...sold])['LOT-1']).toEqual(lot());
  });
});
