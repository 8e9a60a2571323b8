import { sales, type CreditedLine, type InvoiceIssued } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { sumExactly } from '@oce/quantities';

/** What an invoice asks for goods of one lot, net of VAT. */
export interface LotInvoice {
  readonly invoiceNumber: string;
  readonly issuedOn: string;
  readonly grams: number;
  readonly amountCentimes: number;
  readonly creditedCentimes: number;
  readonly receivedCentimes: number;
}
export type LotInvoiceDocument = LotInvoice & {
  readonly lotId: string;
  /** Position in the log of the invoice: the order in which they came. */
  readonly since: number;
};

/** What was each lot sold for? A document an invoice: a lot may be sold a crate at a time. */
export const lotInvoicesProjection = projectionFrom(
  sales.invoice.InvoiceIssued,
  sales.invoice.CreditNoteIssued,
  sales.invoice.CreditNoteReversed,
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
)<LotInvoiceDocument>({
  name: 'lot_invoices',
  version: 1,
  indexes: [{ fields: { lotId: 1, since: 1 } }],
  keys({ data }) {
    const parts = 'parts' in data ? data.parts : data.lines;
    return [...new Set(parts.map(({ lotId }) => keyOf(lotId, data.invoiceNumber)))];
  },
  project: {
    InvoiceIssued: (_document, { data }, { position: since }, key) => ({
      ...invoiceOf(data, lotOf(key)),
      lotId: lotOf(key),
      since,
    }),
    CreditNoteIssued: (document, { data }) =>
      document && added(document, 'creditedCentimes', of(data.lines.map(netOf), document.lotId)),
    CreditNoteReversed: (document, { data }) =>
      document && added(document, 'creditedCentimes', -of(data.lines.map(netOf), document.lotId)),
    ProceedsReceived: (document, { data }) =>
      document && added(document, 'receivedCentimes', of(data.parts, document.lotId)),
    ProceedsReversed: (document, { data }) =>
      document && added(document, 'receivedCentimes', -of(data.parts, document.lotId)),
  },
});

const keyOf = (lotId: string, invoiceNumber: string): string => `${lotId}|${invoiceNumber}`;
const lotOf = (key: string): string => key.slice(0, key.indexOf('|'));

/** The members' part of a credit: VAT is the State's. */
const netOf = ({ lotId, amountCentimes, vatCentimes }: CreditedLine) => ({
  lotId,
  amountCentimes: amountCentimes - vatCentimes,
});

function of(parts: readonly { lotId: string; amountCentimes: number }[], lotId: string): number {
  return sumExactly(parts.filter((part) => part.lotId === lotId).map((part) => part.amountCentimes));
}

function invoiceOf(data: InvoiceIssued['data'], lotId: string): LotInvoice {
  const { invoiceNumber, issuedOn, lines } = data;
  const grams = sumExactly(lines.filter((line) => line.lotId === lotId).map((line) => line.grams));
  const amountCentimes = of(lines, lotId);
  return { invoiceNumber, issuedOn, grams, amountCentimes, creditedCentimes: 0, receivedCentimes: 0 };
}

const added = (
  invoice: LotInvoiceDocument,
  field: 'creditedCentimes' | 'receivedCentimes',
  amountCentimes: number,
): LotInvoiceDocument => ({ ...invoice, [field]: invoice[field] + amountCentimes });
