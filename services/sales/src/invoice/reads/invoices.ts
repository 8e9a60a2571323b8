import type { CreditNoteIssued, InvoiceIssued, ProceedsPart, ProceedsReceived } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { shownLine } from '../../order/reads/orders';
import { invoiceEvents } from '../domain/invoice.events';

type Receipt = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'amount' | 'currency' | 'rate' | 'madCentimes' | 'valueDate' | 'bankReference' | 'parts'
>;
type CreditNote = Pick<
  CreditNoteIssued['data'],
  'creditNoteNumber' | 'creditId' | 'lines' | 'amountCentimes' | 'reason' | 'issuedOn'
>;

export type InvoiceDocument = Omit<InvoiceIssued['data'], 'postings'> & {
  readonly receivedCentimes: number;
  readonly creditedCentimes: number;
  /** What the buyer still owes on it; a credit counts from the day it is granted. */
  readonly openCentimes: number;
  readonly status: 'open' | 'settled';
  readonly settledOn: string | null;
  readonly proceeds: readonly Receipt[];
  readonly creditNotes: readonly CreditNote[];
};

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
  project: {
    InvoiceIssued: (_document, { data }) => issued(data),
    ProceedsReceived: (document, { data }) => document && received(document, data),
    CreditGranted: (document, { data: { amountCentimes } }) =>
      document && {
        ...document,
        creditedCentimes: document.creditedCentimes + amountCentimes,
        openCentimes: document.openCentimes - amountCentimes,
      },
    CreditNoteIssued(document, { data }) {
      if (!document) return undefined;
      const { creditNoteNumber, creditId, amountCentimes, reason, issuedOn } = data;
      const lines = data.lines.map((line) => ({ lotId: line.lotId, amountCentimes: line.amountCentimes }));
      const note = { creditNoteNumber, creditId, lines, amountCentimes, reason, issuedOn };
      return { ...document, creditNotes: [...document.creditNotes, note] };
    },
    InvoiceSettled: (document, { data }) =>
      document && { ...document, status: 'settled', settledOn: data.settledOn },
  },
});

function issued({ postings: _postings, ...billed }: InvoiceIssued['data']): InvoiceDocument {
  return {
    ...billed,
    lines: billed.lines.map(shownLine),
    receivedCentimes: 0,
    creditedCentimes: 0,
    openCentimes: billed.amountCentimes,
    status: 'open',
    settledOn: null,
    proceeds: [],
    creditNotes: [],
  };
}

function received(document: InvoiceDocument, data: ProceedsReceived['data']): InvoiceDocument {
  const { proceedsId, amount, currency, madCentimes, valueDate, bankReference } = data;
  const rate = { date: data.rate.date, rateMicros: data.rate.rateMicros };
  const parts = data.parts.map(shownPart);
  const receipt = { proceedsId, amount, currency, rate, madCentimes, valueDate, bankReference, parts };
  return {
    ...document,
    receivedCentimes: document.receivedCentimes + madCentimes,
    openCentimes: document.openCentimes - madCentimes,
    proceeds: [...document.proceeds, receipt],
  };
}

const shownPart = ({ lotId, campaignId, productId, grade, amountCentimes }: ProceedsPart): ProceedsPart => ({
  lotId,
  campaignId,
  productId,
  grade,
  amountCentimes,
});
