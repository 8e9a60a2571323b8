import type { InvoiceIssued, OrderFulfilled, OrderLine, ProceedsReceived } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { CreditGranted } from './invoice.events';

export type IssueInvoice = Command<
  'IssueInvoice',
  { invoiceNumber: string; issuedOn: string; order: OrderFulfilled['data'] }
>;
/** `amount` in hundredths of the currency. */
export type RecordProceeds = Command<
  'RecordProceeds',
  Pick<
    ProceedsReceived['data'],
    'proceedsId' | 'invoiceNumber' | 'amount' | 'currency' | 'rate' | 'valueDate' | 'bankReference'
  >
> & {
  /** When the order was placed that the invoice bills; undefined where there is no such invoice. */
  readonly facts: { readonly placedOn: string | undefined };
};
/** Each line's amount is what the buyer no longer owes, VAT included. */
export type GrantCredit = Command<
  'GrantCredit',
  Omit<CreditGranted['data'], 'amountCentimes' | 'lines'> & {
    lines: readonly { readonly lotId: OrderLine['lotId']; readonly amountCentimes: number }[];
  }
>;
export type IssueCreditNote = Command<
  'IssueCreditNote',
  { invoiceNumber: string; creditId: string; creditNoteNumber: string; issuedOn: string }
>;
export type InvoiceCommand = IssueInvoice | RecordProceeds | GrantCredit | IssueCreditNote;

export interface CreditOfInvoice {
  readonly granted: CreditGranted['data'];
  /** Undefined while the number is on its way. */
  readonly note?: { readonly creditNoteNumber: string; readonly issuedOn: string };
}

export interface InvoiceState {
  readonly invoice?: InvoiceIssued['data'];
  /** What is still to come for each line of the invoice, in its order, VAT included. */
  readonly openCentimes: readonly number[];
  /** The VAT in that. */
  readonly openVatCentimes: readonly number[];
  readonly proceeds: ReadonlyMap<string, RecordProceeds['data']>;
  readonly credits: ReadonlyMap<string, CreditOfInvoice>;
}
