import type {
  CreditNoteIssued,
  InvoiceIssued,
  InvoiceParty,
  InvoiceTax,
  ProceedsPart,
  ProceedsReceived,
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
type CreditNote = Pick<
  CreditNoteIssued['data'],
  'creditNoteNumber' | 'creditId' | 'lines' | 'amountCentimes' | 'vatCentimes' | 'reason' | 'issuedOn'
>;

export type InvoiceDocument = Omit<InvoiceIssued['data'], 'postings' | 'tax'> & {
  /** Null on invoices of before they named parties and VAT; the seller where the office had not said who sells. */
  readonly seller: InvoiceParty | null;
  readonly buyer: InvoiceParty | null;
  readonly vat: VatApplied | null;
  /** What the law asks an invoice to say and this one could not: `seller`, `buyer.taxId`. */
  readonly missing: readonly string[];
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
  // 2: VAT and the parties.
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
      const note = { creditNoteNumber, creditId, lines, amountCentimes, vatCentimes, reason, issuedOn };
      return { ...document, creditNotes: [...document.creditNotes, note] };
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
