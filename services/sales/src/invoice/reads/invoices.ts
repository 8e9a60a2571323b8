import type {
  CreditNoteIssued,
  InvoiceIssued,
  ProceedsPart,
  ProceedsReceived,
  ProceedsReversed,
} from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { shownLine } from '../../order/reads/orders';
import { invoiceEvents } from '../domain/invoice.events';

type Receipt = Pick<
  ProceedsReceived['data'],
  'proceedsId' | 'amount' | 'currency' | 'rate' | 'madCentimes' | 'valueDate' | 'bankReference' | 'parts'
>;
type Reversal = Pick<
  ProceedsReversed['data'],
  | 'reversalId'
  | 'proceedsId'
  | 'cause'
  | 'into'
  | 'madCentimes'
  | 'balanceCentimes'
  | 'parts'
  | 'reason'
  | 'reversedOn'
>;
/** What of a receipt was more than was open, and is the buyer's balance. */
type Excess = Pick<ProceedsReceived['data'], 'proceedsId' | 'valueDate' | 'bankReference'> & {
  readonly amountCentimes: number;
};
type CreditNote = Pick<
  CreditNoteIssued['data'],
  'creditNoteNumber' | 'creditId' | 'lines' | 'amountCentimes' | 'reason' | 'issuedOn'
>;

export type InvoiceDocument = Omit<InvoiceIssued['data'], 'postings'> & {
  /** What receipts have paid, less what was reversed or credited after it was paid. */
  readonly receivedCentimes: number;
  readonly creditedCentimes: number;
  /** What the buyer still owes on it; a credit counts from the day it is granted. */
  readonly openCentimes: number;
  readonly status: 'open' | 'settled';
  readonly settledOn: string | null;
  readonly proceeds: readonly Receipt[];
  readonly excesses: readonly Excess[];
  readonly reversals: readonly Reversal[];
  readonly creditNotes: readonly CreditNote[];
};

/** What was billed, and how much of it is still to come? */
export const invoicesProjection = projectionFrom(invoiceEvents)<InvoiceDocument>({
  name: 'invoices',
  version: 2,
  indexes: [
    { fields: { buyerId: 1, _id: 1 } },
    { fields: { orderId: 1 } },
    { fields: { status: 1, dueOn: 1 } },
  ],
  keys: (event) => [event.data.invoiceNumber],
  project: {
    InvoiceIssued: (_document, { data }) => issued(data),
    ProceedsReceived: (document, { data }) => document && received(document, data),
    OverpaymentKept(document, { data }) {
      const { proceedsId, amountCentimes, valueDate, bankReference } = data;
      const excess = { proceedsId, amountCentimes, valueDate, bankReference };
      return document && { ...document, excesses: [...document.excesses, excess] };
    },
    ProceedsReversed: (document, { data }) => document && reversed(document, data),
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
    excesses: [],
    reversals: [],
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

function reversed(document: InvoiceDocument, data: ProceedsReversed['data']): InvoiceDocument {
  const { reversalId, proceedsId, cause, into, madCentimes, balanceCentimes, reason, reversedOn } = data;
  const parts = data.parts.map(shownPart);
  const cited = { reversalId, proceedsId, cause, into, madCentimes, balanceCentimes };
  const isOpenAgain = cause === 'reversed' && madCentimes > 0;
  return {
    ...document,
    receivedCentimes: document.receivedCentimes - madCentimes,
    openCentimes: document.openCentimes + madCentimes,
    ...(isOpenAgain ? { status: 'open', settledOn: null } : {}),
    reversals: [...document.reversals, { ...cited, parts, reason, reversedOn }],
  };
}

const shownPart = ({ lotId, campaignId, productId, grade, amountCentimes }: ProceedsPart): ProceedsPart => ({
  lotId,
  campaignId,
  productId,
  grade,
  amountCentimes,
});
