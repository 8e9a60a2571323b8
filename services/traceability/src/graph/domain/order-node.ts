import { sales, type ShipmentReceived } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { withLine } from './keyed';
import type { OrderNode } from './nodes';

const { OrderFulfilled } = sales.order;
const { InvoiceIssued, CreditNoteIssued } = sales.invoice;
export const orderSources = [OrderFulfilled, InvoiceIssued, CreditNoteIssued] as const;

/** What becomes of an order whose goods left: by a shipment or at the gate, billed, credited. */
export function orderAfter(
  order: OrderNode,
  event: EventOf<(typeof orderSources)[number]> | ShipmentReceived,
): OrderNode {
  const { buyerId } = event.data;
  switch (event.type) {
    case 'OrderFulfilled': {
      const { deliveredOn } = event.data;
      const lines = event.data.lines.map(({ lotId, grams, campaignId }) => ({
        lotId,
        grams,
        isRaw: campaignId !== null,
      }));
      return { ...order, buyerId, lines, deliveredOn };
    }
    case 'InvoiceIssued':
      return { ...order, buyerId, invoices: withName(order.invoices, event.data.invoiceNumber) };
    case 'CreditNoteIssued':
      return { ...order, buyerId, creditNotes: withName(order.creditNotes, event.data.creditNoteNumber) };
    case 'ShipmentReceived': {
      const { shipmentId, lines } = event.data;
      const grams = sumExactly(lines.map(({ receivedGrams }) => receivedGrams));
      return { ...order, buyerId, shipments: withLine(order.shipments, 'shipmentId', { shipmentId, grams }) };
    }
  }
}

const withName = (names: readonly string[], name: string): readonly string[] =>
  [...new Set([...names, name])].sort();
