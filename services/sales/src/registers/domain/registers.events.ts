import { OCE, type OrderFulfilled } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { CreditGranted } from '../../invoice/domain/invoice.events';

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

export const creditNoteRegisterEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'credit-note-register' },
  {
    /** The next number of the year's credit notes, with the credit that it is for. */
    CreditNoteNumberTaken: event<{
      number: number;
      creditNoteNumber: string;
      issuedOn: string;
      credit: CreditGranted['data'];
    }>(),
  },
);
export type CreditNoteNumberTaken = EventOf<typeof creditNoteRegisterEvents.CreditNoteNumberTaken>;
