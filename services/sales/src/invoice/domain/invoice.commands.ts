import type { InvoiceIssued, OrderFulfilled, ProceedsReceived } from '@oce/contracts';
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
>;
export type GrantCredit = Command<'GrantCredit', Omit<CreditGranted['data'], 'amountCentimes'>>;
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
  /** What is still to come for each line of the invoice, in its order. */
  readonly openCentimes: readonly number[];
  readonly proceeds: ReadonlyMap<string, RecordProceeds['data']>;
  readonly credits: ReadonlyMap<string, CreditOfInvoice>;
}
