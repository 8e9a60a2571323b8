import { accounts, type InvoiceIssued } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { formatMoney, sumExactly } from '@oce/quantities';
import type { GrantCredit, InvoiceState, IssueCreditNote } from '../../invoice/domain/invoice.commands';
import { invoiceEvents, type CreditLine, type InvoiceEvent } from '../../invoice/domain/invoice.events';
import { paidOn } from '../../invoice/domain/receipts';
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
  const granted = { ...data, amountCentimes: sumExactly(lines.map((line) => line.amountCentimes)) };
  const known = state.credits.get(creditId)?.granted;
  if (known && saysTheSame(known, granted)) return [];
  if (known)
    throw conflict('credit_granted_already', 'This id is of a credit with other particulars.', 'creditId');
  if (data.grantedOn < invoice.issuedOn)
    throw invalid('credited_before_invoice', `The invoice is of ${invoice.issuedOn}.`, 'grantedOn');
  const paid = lines.map((line, at) => creditedOfPaid(at, line, invoice, state));
  return [invoiceEvents.CreditGranted(granted), ...creditReceipts(paid, data, invoice, state)];
}

/** What of a credit is more than its line has open. Refuses `lot_not_invoiced` and `credit_above_line`. */
function creditedOfPaid(
  at: number,
  { lotId, amountCentimes }: GrantCredit['data']['lines'][number],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): CreditLine {
  const line = invoice.lines.findIndex((one) => one.lotId === lotId);
  const field = `lines[${at}]`;
  if (line < 0) throw invalid('lot_not_invoiced', `The invoice has no line for ${lotId}.`, `${field}.lotId`);
  const open = state.openCentimes[line] ?? 0;
  const left = open + paidOn(lotId, state);
  if (amountCentimes > left)
    throw conflict(
      'credit_above_line',
      `${formatMoney(amountCentimes)} to be credited, but ${formatMoney(left)} are left of the line of ${lotId}.`,
      `${field}.amountCentimes`,
    );
  return { lotId, amountCentimes: Math.max(0, amountCentimes - open) };
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
  const postings = [
    { account: accounts.buyer(buyerId), amountCentimes },
    { account: accounts.sales(invoiceNumber), amountCentimes: -amountCentimes },
  ];
  const note = invoiceEvents.CreditNoteIssued({
    creditNoteNumber,
    creditId,
    invoiceNumber,
    orderId,
    buyerId,
    lines,
    amountCentimes,
    reason,
    issuedOn,
    postings,
  });
  const isOpen = sumExactly(state.openCentimes) > 0 || awaitsCreditNote(state, creditId);
  if (isOpen || state.isSettled) return [note];
  return [note, invoiceEvents.InvoiceSettled({ invoiceNumber, buyerId, settledOn: issuedOn })];
}

/** Whether a granted credit has not got its number yet: the invoice is settled with the last note. */
export function awaitsCreditNote(state: InvoiceState, except?: string): boolean {
  return [...state.credits].some(([creditId, { note }]) => creditId !== except && note === undefined);
}
