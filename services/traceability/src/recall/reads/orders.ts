import { sales, type PricedLine } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface OrderDocument {
  readonly orderId: string;
  readonly buyerId: string;
  readonly status: 'placed' | 'confirmed' | 'refused' | 'cancelled' | 'fulfilled';
  readonly lots: readonly {
    readonly lotId: string;
    readonly grams: number;
    readonly pieces: number | null;
  }[];
  readonly invoiceNumbers: readonly string[];
}

const { OrderPlaced, OrderConfirmed, OrderRefused, OrderCancelled, OrderFulfilled } = sales.order;

/** Who ordered what of which lots, and was it billed? */
export const ordersProjection = projectionFrom(
  OrderPlaced,
  OrderConfirmed,
  OrderRefused,
  OrderCancelled,
  OrderFulfilled,
  sales.invoice.InvoiceIssued,
)<OrderDocument>({
  name: 'orders',
  version: 1,
  indexes: [{ fields: { 'lots.lotId': 1 } }],
  keys: ({ data }) => [data.orderId],
  project: {
    OrderPlaced: (_document, { data: { orderId, buyerId, lines } }) => ({
      orderId,
      buyerId,
      status: 'placed',
      lots: lines.map(lotOf),
      invoiceNumbers: [],
    }),
    OrderConfirmed: (document) => document && { ...document, status: 'confirmed' },
    OrderRefused: (document) => document && { ...document, status: 'refused' },
    OrderCancelled: (document) => document && { ...document, status: 'cancelled' },
    // What was received is what counts from now on.
    OrderFulfilled: (document, { data: { lines } }) =>
      document && { ...document, status: 'fulfilled', lots: lines.map(lotOf) },
    InvoiceIssued: (document, { data: { invoiceNumber } }) =>
      document && { ...document, invoiceNumbers: [...document.invoiceNumbers, invoiceNumber] },
  },
});

const lotOf = ({ lotId, grams, unit, quantity }: PricedLine): OrderDocument['lots'][number] => ({
  lotId,
  grams,
  pieces: unit === 'piece' ? quantity : null,
});

export interface BuyerDocument {
  readonly buyerId: string;
  readonly name: string;
  readonly city: string;
}

/** Who is to be told? */
export const buyersProjection = projectionFrom(sales.buyer.BuyerAccepted)<BuyerDocument>({
  name: 'buyers',
  version: 1,
  keys: ({ data }) => [data.buyerId],
  project: (_document, { data: { buyerId, name, city } }) => ({ buyerId, name, city }),
});
