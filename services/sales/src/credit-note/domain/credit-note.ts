import { accounts, type CreditedLine, type InvoiceIssued } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { formatMoney, sumExactly } from '@oce/quantities';
import { splitOverOpen } from '../../tax/domain/vat-amounts';
import type { GrantCredit, InvoiceState, IssueCreditNote } from '../../invoice/domain/invoice.commands';
import { invoiceEvents, type CreditGranted, type InvoiceEvent } from '../../invoice/domain/invoice.events';

/**
 * Takes a credit off what is open. A line that the buyer has paid is not credited: that money would have to be given
 * back, and its proceeds may have been shared out. So a credit is never above what is open, hence never above the invoice.
 */
export function grantCredit(
  data: GrantCredit['data'],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent[] {
  const { lines, creditId } = data;
  if (lines.length === 0) throw invalid('lines_missing', 'Credit at least one line.', 'lines');
  if (new Set(lines.map(({ lotId }) => lotId)).size < lines.length)
    throw invalid('lot_credited_twice', 'A lot stands on one line of a credit.', 'lines');
  if (lines.some(({ amountCentimes }) => amountCentimes <= 0))
    throw invalid('amount_not_positive', 'Credit more than 0 centimes a line.', 'lines');
  const amountCentimes = sumExactly(lines.map((line) => line.amountCentimes));
  const known = state.credits.get(creditId)?.granted;
  if (known && saysTheSame(asAsked(known), { ...data, amountCentimes })) return [];
  if (known)
    throw conflict('credit_granted_already', 'This id is of a credit with other particulars.', 'creditId');
  if (data.grantedOn < invoice.issuedOn)
    throw invalid('credited_before_invoice', `The invoice is of ${invoice.issuedOn}.`, 'grantedOn');
  const credited = lines.map((line, at) => creditedLine(at, line, invoice, state));
  return [invoiceEvents.CreditGranted({ ...data, lines: credited, amountCentimes })];
}

/** A credit as it was asked for: the VAT in it is reckoned. */
const asAsked = ({ lines, ...granted }: CreditGranted['data']) => ({
  ...granted,
  lines: lines.map(({ lotId, amountCentimes }) => ({ lotId, amountCentimes })),
});

/** A line of a credit with the VAT that is in it; refused above what is open. */
function creditedLine(
  at: number,
  { lotId, amountCentimes }: GrantCredit['data']['lines'][number],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): CreditedLine {
  const line = invoice.lines.findIndex((one) => one.lotId === lotId);
  const field = `lines[${at}]`;
  if (line < 0) throw invalid('lot_not_invoiced', `The invoice has no line for ${lotId}.`, `${field}.lotId`);
  const open = state.openCentimes[line] ?? 0;
  if (amountCentimes > open)
    throw conflict(
      'credit_above_open_amount',
      `${formatMoney(amountCentimes)} to be credited, but ${formatMoney(open)} are open on the line of ${lotId}.`,
      `${field}.amountCentimes`,
    );
  const openVatCentimes = state.openVatCentimes[line] ?? 0;
  const [part] = splitOverOpen(amountCentimes, [{ openCentimes: open, openVatCentimes }]);
  return { lotId, amountCentimes, vatCentimes: part?.vatCentimes ?? 0 };
}

/** Writes the note of a granted credit under its number. */
export function issueCreditNote(
  { creditId, creditNoteNumber, issuedOn }: IssueCreditNote['data'],
  { invoiceNumber, orderId, buyerId }: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent[] {
  const credit = state.credits.get(creditId);
  if (!credit) throw notFound('credit_unknown', 'No such credit was granted on this invoice.', 'creditId');
  const { note: known } = credit;
  if (known && saysTheSame(known, { creditNoteNumber, issuedOn })) return [];
  if (known)
    throw conflict(
      'credit_note_issued_already',
      `Its note is ${known.creditNoteNumber} of ${known.issuedOn}.`,
      'creditId',
    );
  const { lines, amountCentimes, reason } = credit.granted;
  const vatCentimes = sumExactly(lines.map((line) => line.vatCentimes));
  const postings = [
    { account: accounts.buyer(buyerId), amountCentimes },
    { account: accounts.sales(invoiceNumber), amountCentimes: vatCentimes - amountCentimes },
    ...(vatCentimes === 0 ? [] : [{ account: accounts.vat, amountCentimes: -vatCentimes }]),
  ];
  const note = invoiceEvents.CreditNoteIssued({
    creditNoteNumber,
    creditId,
    invoiceNumber,
    orderId,
    buyerId,
    lines,
    amountCentimes,
    vatCentimes,
    reason,
    issuedOn,
    postings,
  });
  if (sumExactly(state.openCentimes) > 0 || awaitsCreditNote(state, creditId)) return [note];
  return [note, invoiceEvents.InvoiceSettled({ invoiceNumber, buyerId, settledOn: issuedOn })];
}

/** Whether a granted credit has not got its number yet: the invoice is settled with the last note. */
export function awaitsCreditNote(state: InvoiceState, except?: string): boolean {
  return [...state.credits].some(([creditId, { note }]) => creditId !== except && note === undefined);
}
