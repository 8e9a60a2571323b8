import { OCE, type OrderFulfilled } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const invoiceRegisterEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'invoice-register' },
  {
    /** The next number of the year's invoices, with the order that it bills: the invoice follows, whatever happens. */
    InvoiceNumberTaken: event<{
      number: number;
      invoiceNumber: string;
      issuedOn: string;
      order: OrderFulfilled['data'];
    }>(),
  },
);
export type InvoiceNumberTaken = EventOf<typeof invoiceRegisterEvents.InvoiceNumberTaken>;
