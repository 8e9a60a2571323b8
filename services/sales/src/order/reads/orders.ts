import { type InvoiceIssued, type OrderPlaced } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { orderEvents, type OrderEvent } from '../domain/order.events';

export interface OrderDocument {
  readonly orderId: string;
  readonly buyerId: string;
  readonly contractId: string;
  readonly kind: OrderPlaced['data']['kind'];
  readonly buyerReference: string | null;
  readonly lines: OrderPlaced['data']['lines'];
  readonly amountCentimes: number;
  readonly status: 'placed' | 'secured' | 'refused' | 'confirmed' | 'fulfilled' | 'cancelled';
  readonly placedOn: string;
  readonly confirmedOn: string | null;
  readonly deliveredOn: string | null;
  readonly deliveryNoteNumber: string | null;
  readonly invoiceNumber: string | null;
  /** Why it was refused or cancelled. */
  readonly reason: string | null;
  readonly detail: string | null;
}

/** What events say of the order they belong to; an invoice is on a stream of its own. */
export type OrderStory = OrderEvent | InvoiceIssued;

/** What becomes of an order's document. */
export function projectOrder(
  document: OrderDocument | undefined,
  event: OrderStory,
): OrderDocument | undefined {
  if (event.type === 'OrderPlaced') return placed(event.data);
  if (!document) return undefined;
  switch (event.type) {
    case 'OrderPartAnswered':
      return document;
    case 'OrderSecured':
      return { ...document, status: 'secured' };
    case 'OrderRefused':
      return { ...document, status: 'refused', reason: event.data.reason, detail: event.data.detail };
    case 'OrderConfirmed':
      return { ...document, status: 'confirmed', confirmedOn: event.data.confirmedOn };
    case 'OrderFulfilled': {
      const { deliveredOn, deliveryNoteNumber } = event.data;
      return { ...document, status: 'fulfilled', deliveredOn, deliveryNoteNumber };
    }
    case 'OrderCancelled':
      return { ...document, status: 'cancelled', reason: event.data.reason };
    case 'InvoiceIssued':
      return { ...document, invoiceNumber: event.data.invoiceNumber };
    default:
      // The invoices' stream has more to say, but not of orders.
      return document;
  }
}

function placed({ paymentDays: _days, ...data }: OrderPlaced['data']): OrderDocument {
  const later = { confirmedOn: null, deliveredOn: null, deliveryNoteNumber: null, invoiceNumber: null };
  return { ...data, ...later, status: 'placed', reason: null, detail: null };
}

/** What became of each order? */
export const ordersProjection = projectionFrom(
  orderEvents,
  invoiceEvents,
)<OrderDocument>({
  name: 'orders',
  version: 1,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }, { fields: { status: 1, _id: 1 } }],
  keys: (event) => ('orderId' in event.data ? [event.data.orderId] : []),
  project: projectOrder,
});
