import type { OrderPlaced, PricedLine } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { orderEvents } from '../domain/order.events';

export type OrderDocument = Omit<OrderPlaced['data'], 'paymentDays'> & {
  readonly status: 'placed' | 'secured' | 'refused' | 'confirmed' | 'fulfilled' | 'cancelled';
  readonly confirmedOn: string | null;
  readonly deliveredOn: string | null;
  readonly deliveryNoteNumber: string | null;
  readonly invoiceNumber: string | null;
  /** Why it was refused or cancelled. */
  readonly reason: string | null;
  readonly detail: string | null;
};

/** A line at its price, as it is shown. */
export const shownLine = (line: PricedLine): PricedLine => {
  const { lotId, grams, campaignId, productId, grade, unit, quantity, unitPriceMinor, amountCentimes } = line;
  return { lotId, grams, campaignId, productId, grade, unit, quantity, unitPriceMinor, amountCentimes };
};

function placed({ paymentDays: _paymentDays, ...order }: OrderPlaced['data']): OrderDocument {
  return {
    ...order,
    lines: order.lines.map(shownLine),
    status: 'placed',
    confirmedOn: null,
    deliveredOn: null,
    deliveryNoteNumber: null,
    invoiceNumber: null,
    reason: null,
    detail: null,
  };
}

/** What became of each order? */
export const ordersProjection = projectionFrom(
  orderEvents,
  invoiceEvents.InvoiceIssued,
)<OrderDocument>({
  name: 'orders',
  // 2: follows no other event of invoices than the issue. 3: VAT. 4: units.
  version: 4,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }, { fields: { status: 1, _id: 1 } }],
  keys: (event) => [event.data.orderId],
  project: {
    OrderPlaced: (_document, { data }) => placed(data),
    OrderPartAnswered: (document) => document,
    OrderSecured: (document) => document && { ...document, status: 'secured' },
    OrderRefused: (document, { data: { reason, detail } }) =>
      document && { ...document, status: 'refused', reason, detail },
    OrderConfirmed: (document, { data }) =>
      document && { ...document, status: 'confirmed', confirmedOn: data.confirmedOn },
    OrderFulfilled: (document, { data: { deliveredOn, deliveryNoteNumber } }) =>
      document && { ...document, status: 'fulfilled', deliveredOn, deliveryNoteNumber },
    OrderCancelled: (document, { data }) =>
      document && { ...document, status: 'cancelled', reason: data.reason },
    InvoiceIssued: (document, { data }) => document && { ...document, invoiceNumber: data.invoiceNumber },
  },
});

const ENDED: ReadonlySet<OrderDocument['status']> = new Set(['refused', 'fulfilled', 'cancelled']);

/** Which orders are still to be confirmed or delivered? They leave the list when they end. */
export const openOrdersProjection = projectionFrom(orderEvents)<OrderDocument>({
  name: 'open_orders',
  // 2: VAT. 3: units.
  version: 3,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }],
  keys: (event) => [event.data.orderId],
  project(...folded) {
    const next = ordersProjection.project(...folded);
    return next && ENDED.has(next.status) ? null : next;
  },
});
