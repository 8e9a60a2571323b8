import { OCE, sales } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export interface CreditLine {
  readonly lotId: string;
  readonly amountCentimes: number;
}

export const invoiceEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'invoice', id: 'invoiceNumber' },
  {
    ...sales.invoice,
    /** A credit that the invoice has room for: it takes it off what is open at once; the numbered note follows. */
    CreditGranted: event<{
      creditId: string;
      invoiceNumber: string;
      lines: readonly CreditLine[];
      amountCentimes: number;
      reason: string;
      grantedOn: string;
    }>(),
  },
);
export type CreditGranted = EventOf<typeof invoiceEvents.CreditGranted>;

export type InvoiceEvent = EventOf<typeof invoiceEvents>;
