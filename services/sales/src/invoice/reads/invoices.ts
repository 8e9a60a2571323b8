import type {
  CreditNoteIssued,
  CreditNoteReversed,
  InvoiceIssued,
  InvoiceParty,
  InvoiceTax,
  ProceedsPart,
  ProceedsReceived,
  ProceedsReversed,
  VatApplied,
} from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { shownLine } from '../../order/reads/orders';
import { invoiceEvents } from '../domain/invoice.events';

type Receipt = Pick<
  ProceedsReceived['data'],
  | 'proceedsId'
  | 'amount'
  | 'currency'
  | 'rate'
  | 'madCentimes'
  | 'vatCentimes'
  | 'valueDate'
  | 'bankReference'
  | 'parts'
>;
type Reversal = Pick<
  ProceedsReversed['data'],
  | 'reversalId'
  | 'proceedsId'
  | 'cause'
  | 'into'
  | 'madCentimes'
  | 'vatCentimes'
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
  'creditNoteNumber' | 'creditId' | 'lines' | 'amountCentimes' | 'vatCentimes' | 'reason' | 'issuedOn'
> & {
  /** The reversal that takes it back; null while it holds. */
  readonly reversedBy: Pick<CreditNoteReversed['data'], 'reversalNumber' | 'reason' | 'issuedOn'> | null;
};

export type InvoiceDocument = Omit<InvoiceIssued['data'], 'postings' | 'tax'> & {
  /** Null on invoices of before they named parties and VAT; the seller where the office had not said who sells. */
  readonly seller: InvoiceParty | null;
  readonly buyer: InvoiceParty | null;
  readonly vat: VatApplied | null;
  /** What the law asks an invoice to say and this one could not: `seller`, `buyer.taxId`. */
  readonly missing: readonly string[];
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
  // 2: VAT and the parties, and what was undone. 3: credit notes taken back.
  version: 4,
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
      const { creditNoteNumber, creditId, amountCentimes, vatCentimes, reason, issuedOn } = data;
      const lines = data.lines.map((line) => ({
        lotId: line.lotId,
        amountCentimes: line.amountCentimes,
        vatCentimes: line.vatCentimes,
      }));
      const said = { creditNoteNumber, creditId, lines, amountCentimes, vatCentimes, reason, issuedOn };
      const note = { ...said, reversedBy: null };
      return { ...document, creditNotes: [...document.creditNotes, note] };
    },
    CreditReversed: (document, { data: { amountCentimes } }) =>
      document && {
        ...document,
        creditedCentimes: document.creditedCentimes - amountCentimes,
        openCentimes: document.openCentimes + amountCentimes,
        status: 'open',
        settledOn: null,
      },
    CreditNoteReversed(document, { data }) {
      if (!document) return undefined;
      const { reversalNumber, creditNoteNumber, reason, issuedOn } = data;
      const reversedBy = { reversalNumber, reason, issuedOn };
      const creditNotes = document.creditNotes.map((note) =>
        note.creditNoteNumber === creditNoteNumber ? { ...note, reversedBy } : note,
      );
      return { ...document, creditNotes };
    },
    InvoiceSettled: (document, { data }) =>
      document && { ...document, status: 'settled', settledOn: data.settledOn },
  },
});

function issued({ postings: _postings, tax, ...billed }: InvoiceIssued['data']): InvoiceDocument {
  return {
    ...billed,
    lines: billed.lines.map((line) => ({ ...shownLine(line), vatCentimes: line.vatCentimes })),
    seller: tax?.seller ? shownParty(tax.seller) : null,
    buyer: tax ? shownParty(tax.buyer) : null,
    vat: tax ? shownVat(tax.vat) : null,
    missing: tax ? missingIn(tax) : [],
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
  const { proceedsId, amount, currency, madCentimes, vatCentimes, valueDate, bankReference } = data;
  const rate = { date: data.rate.date, rateMicros: data.rate.rateMicros };
  const parts = data.parts.map(shownPart);
  const money = { amount, currency, rate, madCentimes, vatCentimes };
  const receipt = { proceedsId, ...money, valueDate, bankReference, parts };
  return {
    ...document,
    receivedCentimes: document.receivedCentimes + madCentimes,
    openCentimes: document.openCentimes - madCentimes,
    proceeds: [...document.proceeds, receipt],
  };
}

function reversed(document: InvoiceDocument, data: ProceedsReversed['data']): InvoiceDocument {
  const { reversalId, proceedsId, cause, into, madCentimes, vatCentimes, balanceCentimes } = data;
  const { reason, reversedOn } = data;
  const parts = data.parts.map(shownPart);
  const cited = { reversalId, proceedsId, cause, into, madCentimes, vatCentimes, balanceCentimes };
  const isOpenAgain = cause === 'reversed' && madCentimes > 0;
  return {
    ...document,
    receivedCentimes: document.receivedCentimes - madCentimes,
    openCentimes: document.openCentimes + madCentimes,
    ...(isOpenAgain ? { status: 'open', settledOn: null } : {}),
    reversals: [...document.reversals, { ...cited, parts, reason, reversedOn }],
  };
}

const shownPart = (part: ProceedsPart): ProceedsPart => {
  const { lotId, campaignId, productId, grade, amountCentimes, vatCentimes } = part;
  return { lotId, campaignId, productId, grade, amountCentimes, vatCentimes };
};

const shownParty = ({ name, place, ice, taxId }: InvoiceParty): InvoiceParty => ({ name, place, ice, taxId });

const shownVat = ({ version, productKind, market, ratePpm, ground }: VatApplied): VatApplied => ({
  version,
  productKind,
  market,
  ratePpm,
  ground,
});

const missingIn = ({ seller, buyer }: InvoiceTax): string[] => [
  ...(seller === null ? ['seller'] : []),
  ...(buyer.taxId === null ? ['buyer.taxId'] : []),
];
