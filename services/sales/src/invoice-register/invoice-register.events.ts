import type { OrderFulfilled } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/** The next number of the year's invoices, with the order that it bills: the invoice follows, whatever happens. */
export type InvoiceNumberTaken = Event<
  'InvoiceNumberTaken',
  { number: number; invoiceNumber: string; issuedOn: string; order: OrderFulfilled['data'] },
  1
>;
