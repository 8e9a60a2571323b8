import { collection, type LotClosed, type LotDelivery } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { LotInvoice } from './lot-invoices';

/** What one member has in a lot. */
export interface LotShare {
  readonly producerCode: string;
  readonly deliveryIds: readonly string[];
  readonly netGrams: number;
  readonly payableGrams: number;
}

/** A lot with its members, as it was closed; the portal shows each member their own share only. */
export type ProducerLot = Omit<LotClosed['data'], 'stationId' | 'deliveries'> & {
  readonly producerCodes: readonly string[];
  readonly shares: readonly LotShare[];
};

/** What a member may see of a lot's sales. */
export interface OwnLotSales extends Omit<ProducerLot, 'producerCodes' | 'shares'> {
  readonly invoices: readonly LotInvoice[];
  readonly share: Omit<LotShare, 'producerCode'>;
}

/** Which lots are each producer's deliveries in? What these were sold for stands in `lot_invoices`. */
export const producerSalesProjection = projectionFrom(collection.lot.LotClosed)<ProducerLot>({
  name: 'producer_sales',
  // 2: amounts net of VAT, and receipts that are taken back. 3: without the invoices.
  version: 3,
  indexes: [{ fields: { producerCodes: 1, closedOn: -1 } }],
  keys: ({ data }) => [data.lotId],
  project(_document, { data }) {
    const { lotId, campaignId, productId, grade, netGrams, closedOn } = data;
    const shares = sharesOf(data.deliveries);
    const producerCodes = shares.map((one) => one.producerCode);
    return { lotId, campaignId, productId, grade, netGrams, closedOn, producerCodes, shares };
  },
});

/** What one member may see of a lot; undefined for somebody who has nothing in it. */
export function ownSales(
  lot: ProducerLot,
  invoices: readonly LotInvoice[],
  producerCode: string,
): OwnLotSales | undefined {
  const share = lot.shares.find((one) => one.producerCode === producerCode);
  if (!share) return undefined;
  const { lotId, campaignId, productId, grade, netGrams, closedOn } = lot;
  const { deliveryIds, netGrams: ownGrams, payableGrams } = share;
  return {
    lotId,
    campaignId,
    productId,
    grade,
    netGrams,
    closedOn,
    invoices: invoices.map(shownInvoice),
    share: { deliveryIds, netGrams: ownGrams, payableGrams },
  };
}

const shownInvoice = (invoice: LotInvoice): LotInvoice => ({
  invoiceNumber: invoice.invoiceNumber,
  issuedOn: invoice.issuedOn,
  grams: invoice.grams,
  amountCentimes: invoice.amountCentimes,
  creditedCentimes: invoice.creditedCentimes,
  receivedCentimes: invoice.receivedCentimes,
});

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
