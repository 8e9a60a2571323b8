import { accounts, type InvoiceIssued } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { formatMoney, sumExactly } from '@oce/quantities';
import { splitOverOpen } from '../../tax/domain/vat-amounts';
import type { GrantCredit, InvoiceState, IssueCreditNote } from '../../invoice/domain/invoice.commands';
import { invoiceEvents, type CreditGranted, type InvoiceEvent } from '../../invoice/domain/invoice.events';
import { grossOf, paidOn } from '../../invoice/domain/receipts';
import { creditReceipts } from '../../invoice/domain/reverse-proceeds';

/**
 * Takes a credit off what is open, then off what the buyer has paid: that much of the receipts is the buyer's balance
 * from then on, to be refunded or set against another invoice. A credit is never above what is left of its line.
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
  const credit = state.credits.get(creditId);
  const known = credit?.granted;
  if (credit?.reversed)
    throw conflict(
      'credit_reversed',
      `The credit was taken back: ${credit.reversed.reason}. Grant the right one under an id of its own.`,
      'creditId',
    );
  if (known && saysTheSame(asAsked(known), { ...data, amountCentimes })) return [];
  if (known)
    throw conflict('credit_granted_already', 'This id is of a credit with other particulars.', 'creditId');
  if (data.grantedOn < invoice.issuedOn)
    throw invalid('credited_before_invoice', `The invoice is of ${invoice.issuedOn}.`, 'grantedOn');
  const room = lines.map((line, at) => roomFor(at, line, invoice, state));
  const paid = room.map(({ lotId, paidCentimes: amount }) => ({ lotId, amountCentimes: amount }));
  const reversed = creditReceipts(paid, data, invoice, state);
  const back = grossOf(reversed.flatMap((event) => event.data.parts));
  const credited = room.map(({ lotId, amountCentimes: whole, openVatCentimes }) => {
    const own = back.filter((part) => part.lotId === lotId).map((part) => part.vatCentimes);
    return { lotId, amountCentimes: whole, vatCentimes: sumExactly([openVatCentimes, ...own]) };
  });
  return [invoiceEvents.CreditGranted({ ...data, lines: credited, amountCentimes }), ...reversed];
}

/** A credit as it was asked for: the VAT in it is reckoned. */
const asAsked = ({ lines, ...granted }: CreditGranted['data']) => ({
  ...granted,
  lines: lines.map(({ lotId, amountCentimes }) => ({ lotId, amountCentimes })),
});

/** What a line of a credit takes of what is open, with the VAT in that, and of what is paid. Refuses `lot_not_invoiced` and `credit_above_line`. */
function roomFor(
  at: number,
  { lotId, amountCentimes }: GrantCredit['data']['lines'][number],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
) {
  const line = invoice.lines.findIndex((one) => one.lotId === lotId);
  const field = `lines[${at}]`;
  if (line < 0) throw invalid('lot_not_invoiced', `The invoice has no line for ${lotId}.`, `${field}.lotId`);
  const openCentimes = state.openCentimes[line] ?? 0;
  const left = openCentimes + paidOn(lotId, state);
  if (amountCentimes > left)
    throw conflict(
      'credit_above_line',
      `${formatMoney(amountCentimes)} to be credited, but ${formatMoney(left)} are left of the line of ${lotId}.`,
      `${field}.amountCentimes`,
    );
  const takenCentimes = Math.min(amountCentimes, openCentimes);
  const open = { openCentimes, openVatCentimes: state.openVatCentimes[line] ?? 0 };
  const [part] = takenCentimes > 0 ? splitOverOpen(takenCentimes, [open]) : [];
  const paidCentimes = amountCentimes - takenCentimes;
  return { lotId, amountCentimes, paidCentimes, openVatCentimes: part?.vatCentimes ?? 0 };
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
  const isOpen = sumExactly(state.openCentimes) > 0 || awaitsCreditNote(state, creditId);
  if (isOpen || state.isSettled) return [note];
  return [note, invoiceEvents.InvoiceSettled({ invoiceNumber, buyerId, settledOn: issuedOn })];
}

/** Whether a credit, or its reversal, has not got its number yet: the invoice is settled with the last of them. */
export function awaitsCreditNote(state: InvoiceState, except?: string): boolean {
  return [...state.credits].some(
    ([creditId, { note, reversed, reversalNumber }]) =>
      creditId !== except && (note === undefined || (reversed !== undefined && reversalNumber === undefined)),
  );
}
