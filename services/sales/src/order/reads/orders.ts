import { type InvoiceIssued, type OrderPlaced } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
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

/** What becomes of an order's document. */
function projectOrder(
  document: OrderDocument | undefined,
  event: OrderEvent | InvoiceIssued,
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
      return unknownEvent(event);
  }
}

function placed(data: OrderPlaced['data']): OrderDocument {
  return {
    orderId: data.orderId,
    buyerId: data.buyerId,
    contractId: data.contractId,
    kind: data.kind,
    buyerReference: data.buyerReference,
    lines: data.lines,
    amountCentimes: data.amountCentimes,
    status: 'placed',
    placedOn: data.placedOn,
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
  // 2: follows no other event of invoices than the issue.
  version: 2,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }, { fields: { status: 1, _id: 1 } }],
  keys: (event) => [event.data.orderId],
  project: projectOrder,
});

const ENDED: ReadonlySet<OrderDocument['status']> = new Set(['refused', 'fulfilled', 'cancelled']);

/** Which orders are still to be confirmed or delivered? They leave the list when they end. */
export const openOrdersProjection = projectionFrom(orderEvents)<OrderDocument>({
  name: 'open_orders',
  version: 1,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }],
  keys: (event) => [event.data.orderId],
  project(document, event) {
    const next = projectOrder(document, event);
    return next && ENDED.has(next.status) ? null : next;
  },
});
