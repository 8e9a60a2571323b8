import {
  OCE,
  sales,
  type CreditedLine,
  type CreditNoteReversed,
  type Posting,
  type ProceedsReceived,
} from '@oce/contracts';
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
    /** A credit is taken back: what it had taken off is open again at once; the numbered reversal of its note follows. */
    CreditReversed: event<
      Pick<
        CreditNoteReversed['data'],
        | 'reversalId'
        | 'creditId'
        | 'creditNoteNumber'
        | 'invoiceNumber'
        | 'orderId'
        | 'buyerId'
        | 'lines'
        | 'amountCentimes'
        | 'reason'
      > & { reversedOn: string }
    >(),
    /**
     * What of a receipt was more than was open: it is the buyer's, as a balance that is refunded or set against another
     * invoice. Its part up to what was open is a `ProceedsReceived` of the same commit, if there was any.
     */
    OverpaymentKept: event<
      Pick<
        ProceedsReceived['data'],
        'proceedsId' | 'invoiceNumber' | 'buyerId' | 'currency' | 'rate' | 'valueDate' | 'bankReference'
      > & { amountCentimes: number; postings: readonly Posting[] }
    >(),
  },
);

/** A credit as it was written before invoices had VAT. */
export function creditWithoutVat(data: Readonly<Record<string, unknown>>): object {
  const lines = (data['lines'] as readonly object[]).map((line) => ({ ...line, vatCentimes: 0 }));
  return { ...data, lines };
}
export type OverpaymentKept = EventOf<typeof invoiceEvents.OverpaymentKept>;
export type CreditReversed = EventOf<typeof invoiceEvents.CreditReversed>;
export type CreditGranted = EventOf<typeof invoiceEvents.CreditGranted>;

export type InvoiceEvent = EventOf<typeof invoiceEvents>;
