import type { CreditNoteIssued, InvoiceIssued, InvoiceSettled, ProceedsReceived } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

export interface CreditLine {
  readonly lotId: string;
  readonly amountCentimes: number;
}
/** A credit that the invoice has room for: it takes it off what is open at once; the numbered note follows. */
export type CreditGranted = Event<
  'CreditGranted',
  {
    creditId: string;
    invoiceNumber: string;
    lines: readonly CreditLine[];
    amountCentimes: number;
    reason: string;
    grantedOn: string;
  },
  1
>;

export type InvoiceEvent =
  InvoiceIssued | CreditGranted | CreditNoteIssued | ProceedsReceived | InvoiceSettled;
