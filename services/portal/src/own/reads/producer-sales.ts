import {
  collection,
  sales,
  type CreditedLine,
  type InvoiceIssued,
  type LotClosed,
  type LotDelivery,
} from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { sumExactly } from '@oce/quantities';

/** What one member has in a lot. */
export interface LotShare {
  readonly producerCode: string;
  readonly deliveryIds: readonly string[];
  readonly netGrams: number;
  readonly payableGrams: number;
}
export interface LotInvoice {
  readonly invoiceNumber: string;
  readonly issuedOn: string;
  readonly grams: number;
  readonly amountCentimes: number;
  readonly creditedCentimes: number;
  readonly receivedCentimes: number;
}

/** A lot with its members and its sales; the portal shows each member their own share only. */
export type LotSales = Omit<LotClosed['data'], 'stationId' | 'deliveries'> & {
  readonly producerCodes: readonly string[];
  readonly shares: readonly LotShare[];
  readonly invoices: readonly LotInvoice[];
};

/** What a member may see of a lot's sales. */
export interface OwnLotSales extends Omit<LotSales, 'producerCodes' | 'shares'> {
  readonly share: Omit<LotShare, 'producerCode'>;
}

/** Which lots are each producer's deliveries in, and what were these sold for? */
export const producerSalesProjection = projectionFrom(
  collection.lot.LotClosed,
  sales.invoice.InvoiceIssued,
  sales.invoice.CreditNoteIssued,
  sales.invoice.CreditNoteReversed,
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
)<LotSales>({
  name: 'producer_sales',
  // 2: amounts net of VAT, and receipts that are taken back.
  version: 2,
  indexes: [{ fields: { producerCodes: 1, closedOn: -1 } }],
  keys(event) {
    switch (event.type) {
      case 'LotClosed':
        return [event.data.lotId];
      case 'InvoiceIssued':
      case 'CreditNoteIssued':
      case 'CreditNoteReversed':
        return distinct(event.data.lines.map((line) => line.lotId));
      case 'ProceedsReceived':
      case 'ProceedsReversed':
        return distinct(event.data.parts.map((part) => part.lotId));
      default:
        return unknownEvent(event);
    }
  },
  project: {
    LotClosed: (_document, { data }) => closed(data),
    InvoiceIssued: (document, { data }, __envelope, lotId) =>
      document && { ...document, invoices: [...document.invoices, invoiceOf(data, lotId)] },
    CreditNoteIssued: (document, { data }, __envelope, lotId) =>
      document && added(document, data.invoiceNumber, 'creditedCentimes', of(data.lines.map(netOf), lotId)),
    CreditNoteReversed: (document, { data }, __envelope, lotId) =>
      document && added(document, data.invoiceNumber, 'creditedCentimes', -of(data.lines.map(netOf), lotId)),
    ProceedsReceived: (document, { data }, __envelope, lotId) =>
      document && added(document, data.invoiceNumber, 'receivedCentimes', of(data.parts, lotId)),
    ProceedsReversed: (document, { data }, __envelope, lotId) =>
      document && added(document, data.invoiceNumber, 'receivedCentimes', -of(data.parts, lotId)),
  },
});

/** What one member may see of a lot; undefined for somebody who has nothing in it. */
export function ownSales(lot: LotSales, producerCode: string): OwnLotSales | undefined {
  const share = lot.shares.find((one) => one.producerCode === producerCode);
  if (!share) return undefined;
  const { lotId, campaignId, productId, grade, netGrams, closedOn, invoices } = lot;
  const { deliveryIds, netGrams: ownGrams, payableGrams } = share;
  return {
    lotId,
    campaignId,
    productId,
    grade,
    netGrams,
    closedOn,
    invoices,
    share: { deliveryIds, netGrams: ownGrams, payableGrams },
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** The members' part of a credit: VAT is the State's. */
const netOf = ({ lotId, amountCentimes, vatCentimes }: CreditedLine) => ({
  lotId,
  amountCentimes: amountCentimes - vatCentimes,
});

function of(parts: readonly { lotId: string; amountCentimes: number }[], lotId: string): number {
  return sumExactly(parts.filter((part) => part.lotId === lotId).map((part) => part.amountCentimes));
}

function closed(data: LotClosed['data']): LotSales {
  const { lotId, campaignId, productId, grade, netGrams, closedOn } = data;
  const shares = sharesOf(data.deliveries);
  const producerCodes = shares.map((one) => one.producerCode);
  return { lotId, campaignId, productId, grade, netGrams, closedOn, producerCodes, shares, invoices: [] };
}

/** The members of a lot with what each has in it. */
function sharesOf(deliveries: readonly LotDelivery[]): LotShare[] {
  const byProducer = new Map<string, LotShare>();
  for (const { producerCode, deliveryId, netGrams, payableGrams } of deliveries) {
    const before = byProducer.get(producerCode);
    byProducer.set(producerCode, {
      producerCode,
      deliveryIds: [...(before?.deliveryIds ?? []), deliveryId],
      netGrams: (before?.netGrams ?? 0) + netGrams,
      payableGrams: (before?.payableGrams ?? 0) + payableGrams,
    });
  }
  return [...byProducer.values()];
}

function invoiceOf(data: InvoiceIssued['data'], lotId: string): LotInvoice {
  const { invoiceNumber, issuedOn, lines } = data;
  const grams = sumExactly(lines.filter((line) => line.lotId === lotId).map((line) => line.grams));
  const amountCentimes = of(lines, lotId);
  return { invoiceNumber, issuedOn, grams, amountCentimes, creditedCentimes: 0, receivedCentimes: 0 };
}

function added(
  lot: LotSales,
  invoiceNumber: string,
  field: 'creditedCentimes' | 'receivedCentimes',
  amountCentimes: number,
): LotSales {
  const invoices = lot.invoices.map((one) =>
    one.invoiceNumber === invoiceNumber ? { ...one, [field]: one[field] + amountCentimes } : one,
  );
  return { ...lot, invoices };
}
