import { OCE, sales, type CreditedLine } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const invoiceEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'invoice', id: 'invoiceNumber' },
  {
    ...sales.invoice,
    /**
     * A credit that the invoice has room for: it takes it off what is open at once; the numbered note follows. Version 1
     * knew no VAT: 0.
     */
    CreditGranted: event<{
      creditId: string;
      invoiceNumber: string;
      lines: readonly CreditedLine[];
      amountCentimes: number;
      reason: string;
      grantedOn: string;
    }>().version(2, { 1: (data) => creditWithoutVat(data) }),
  },
);

/** A credit as it was written before invoices had VAT. */
export function creditWithoutVat(data: Readonly<Record<string, unknown>>): object {
  const lines = (data['lines'] as readonly object[]).map((line) => ({ ...line, vatCentimes: 0 }));
  return { ...data, lines };
}
export type CreditGranted = EventOf<typeof invoiceEvents.CreditGranted>;

export type InvoiceEvent = EventOf<typeof invoiceEvents>;
