import type {
  InvoiceIssued,
  OrderFulfilled,
  OrderLine,
  ProceedsPart,
  ProceedsReceived,
  ProceedsReversed,
} from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { CreditGranted, CreditReversed } from './invoice.events';

export type IssueInvoice = Command<
  'IssueInvoice',
  { invoiceNumber: string; issuedOn: string; order: OrderFulfilled['data'] }
>;
/** `amount` in hundredths of the currency. */
type Receipt = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'invoiceNumber' | 'amount' | 'currency' | 'rate' | 'valueDate' | 'bankReference'
>;
export type RecordProceeds = Command<
  'RecordProceeds',
  Receipt & {
    /** What is more than is open is the buyer's balance; without this the receipt is refused. */
    excess?: 'keep';
  }
> & {
  /** When the order was placed that the invoice bills; undefined where there is no such invoice. */
  readonly facts: { readonly placedOn: string | undefined };
};
/** A part of the buyer's balance, as its buyer has set it aside for this invoice. */
export type ReceiveFromBalance = Command<
  'ReceiveFromBalance',
  { setOffId: string; invoiceNumber: string; amountCentimes: number; setOffOn: string }
>;
export type ReverseProceeds = Command<
  'ReverseProceeds',
  Pick<ProceedsReversed['data'], 'proceedsId' | 'invoiceNumber' | 'reversalId' | 'reason' | 'reversedOn'>
>;
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
/** `paidCentimes` is what the buyer has given up of its balance for it. */
export type ReverseCredit = Command<
  'ReverseCredit',
  Pick<CreditReversed['data'], 'invoiceNumber' | 'creditId' | 'reversalId' | 'reason' | 'reversedOn'> & {
    paidCentimes: number;
  }
>;
export type IssueCreditReversal = Command<
  'IssueCreditReversal',
  { invoiceNumber: string; creditId: string; reversalNumber: string; issuedOn: string }
>;
export type InvoiceCommand =
  | IssueInvoice
  | RecordProceeds
  | ReceiveFromBalance
  | ReverseProceeds
  | GrantCredit
  | IssueCreditNote
  | ReverseCredit
  | IssueCreditReversal;

export interface CreditOfInvoice {
  readonly granted: CreditGranted['data'];
  /** Undefined while the number is on its way. */
  readonly note?: { readonly creditNoteNumber: string; readonly issuedOn: string };
  /** Undefined while it holds. */
  readonly reversed?: Pick<CreditReversed['data'], 'reversalId' | 'reason' | 'reversedOn'>;
  /** Undefined while the number of its reversal is on its way. */
  readonly reversalNumber?: string;
}

/** A receipt as it was told, and what of it is on the invoice still. */
export interface ReceiptOfInvoice {
  readonly told: Receipt;
  /** What each lot has of it; what a credit has given back is off. */
  readonly parts: readonly ProceedsPart[];
  /** What of it went into the buyer's balance: too much from the first, or credited later. */
  readonly balanceCentimes: number;
  /** What credits have put of it into the balance. */
  readonly credited?: readonly { readonly creditId: string; readonly parts: readonly ProceedsPart[] }[];
  readonly reversed?: Pick<ReverseProceeds['data'], 'reversalId' | 'reason' | 'reversedOn'>;
}

export interface InvoiceState {
  readonly invoice?: InvoiceIssued['data'];
  /** What is still to come for each line of the invoice, in its order, VAT included. */
  readonly openCentimes: readonly number[];
  /** The VAT in that. */
  readonly openVatCentimes: readonly number[];
  readonly proceeds: ReadonlyMap<string, ReceiptOfInvoice>;
  readonly credits: ReadonlyMap<string, CreditOfInvoice>;
  /** Nothing is open; a receipt that is reversed opens it again. */
  readonly isSettled: boolean;
}
