import {
  type ContractKind,
  type CreditNoteIssued,
  type InvoiceIssued,
  type InvoiceLine,
  type ProceedsReceived,
} from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { invoiceEvents } from '../domain/invoice.events';

type Receipt = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'amount' | 'currency' | 'rate' | 'madCentimes' | 'valueDate' | 'bankReference' | 'parts'
>;
type CreditNote = Pick<
  CreditNoteIssued['data'],
  'creditNoteNumber' | 'creditId' | 'lines' | 'amountCentimes' | 'reason' | 'issuedOn'
>;

export interface InvoiceDocument {
  readonly invoiceNumber: string;
  readonly orderId: string;
  readonly contractId: string;
  readonly kind: ContractKind;
  readonly buyerId: string;
  readonly lines: readonly InvoiceLine[];
  readonly amountCentimes: number;
  readonly receivedCentimes: number;
  readonly creditedCentimes: number;
  /** What the buyer still owes on it; a credit counts from the day it is granted. */
  readonly openCentimes: number;
  readonly status: 'open' | 'settled';
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly settledOn: string | null;
  readonly proceeds: readonly Receipt[];
  readonly creditNotes: readonly CreditNote[];
}

/** What was billed, and how much of it is still to come? */
export const invoicesProjection = projectionFrom(invoiceEvents)<InvoiceDocument>({
  name: 'invoices',
  version: 1,
  indexes: [
    { fields: { buyerId: 1, _id: 1 } },
    { fields: { orderId: 1 } },
    { fields: { status: 1, dueOn: 1 } },
  ],
  keys: (event) => [event.data.invoiceNumber],
  project(document, event) {
    if (event.type === 'InvoiceIssued') return issued(event.data);
    if (!document) return undefined;
    switch (event.type) {
      case 'ProceedsReceived':
        return received(document, event.data);
      case 'CreditGranted': {
        const { amountCentimes } = event.data;
        return {
          ...document,
          creditedCentimes: document.creditedCentimes + amountCentimes,
          openCentimes: document.openCentimes - amountCentimes,
        };
      }
      case 'CreditNoteIssued': {
        const { creditNoteNumber, creditId, lines, amountCentimes, reason, issuedOn } = event.data;
        const note = { creditNoteNumber, creditId, lines, amountCentimes, reason, issuedOn };
        return { ...document, creditNotes: [...document.creditNotes, note] };
      }
      case 'InvoiceSettled':
        return { ...document, status: 'settled', settledOn: event.data.settledOn };
      default:
        return unknownEvent(event);
    }
  },
});

function issued(data: InvoiceIssued['data']): InvoiceDocument {
  return {
    invoiceNumber: data.invoiceNumber,
    orderId: data.orderId,
    contractId: data.contractId,
    kind: data.kind,
    buyerId: data.buyerId,
    lines: data.lines,
    amountCentimes: data.amountCentimes,
    issuedOn: data.issuedOn,
    dueOn: data.dueOn,
    receivedCentimes: 0,
    creditedCentimes: 0,
    openCentimes: data.amountCentimes,
    status: 'open',
    settledOn: null,
    proceeds: [],
    creditNotes: [],
  };
}

function received(document: InvoiceDocument, data: ProceedsReceived['data']): InvoiceDocument {
  const { proceedsId, amount, currency, rate, madCentimes, valueDate, bankReference, parts } = data;
  const receipt = { proceedsId, amount, currency, rate, madCentimes, valueDate, bankReference, parts };
  return {
    ...document,
    receivedCentimes: document.receivedCentimes + madCentimes,
    openCentimes: document.openCentimes - madCentimes,
    proceeds: [...document.proceeds, receipt],
  };
}
