import { accounts, type InvoiceIssued, type ProceedsPart } from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type {
  CreditOfInvoice,
  InvoiceState,
  IssueCreditReversal,
  ReverseCredit,
} from '../../invoice/domain/invoice.commands';
import { invoiceEvents, type InvoiceEvent } from '../../invoice/domain/invoice.events';
import { sumsOf, withOpen } from '../../invoice/domain/receipts';
import { receiveBack, receiveFromBalance } from '../../invoice/domain/record-proceeds';
import { awaitsCreditNote } from './credit-note';

/**
 * Takes a credit back whole and once: what it had taken off the invoice is open again, and what it had put into the buyer's
 * balance pays on the same lots again. The buyer has set that aside first, so that nothing is taken of what is spent; were the
 * credit taken back otherwise meanwhile, it returns to the balance. Refuses as `refuseReversal` does.
 */
export function reverseCredit(
  data: ReverseCredit['data'],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent[] {
  const { creditId, reversalId, reason, reversedOn, paidCentimes } = data;
  const { invoiceNumber, orderId, buyerId } = invoice;
  const setOff = { setOffId: reversalId, invoiceNumber, amountCentimes: paidCentimes, setOffOn: reversedOn };
  const known = state.credits.get(creditId)?.reversed;
  if (known && saysTheSame(known, { reversalId, reason, reversedOn })) return [];
  if (known && paidCentimes > 0) return receiveFromBalance(setOff, invoice, state);
  const { granted, note } = refuseReversal(data, state);
  const { lines, amountCentimes } = granted;
  const about = { creditId, creditNoteNumber: note.creditNoteNumber, invoiceNumber, orderId, buyerId };
  const reversed = invoiceEvents.CreditReversed({
    ...about,
    reversalId,
    lines,
    amountCentimes,
    reason,
    reversedOn,
  });
  if (paidCentimes === 0) return [reversed];
  const open = withOpen(state, lines, 1);
  return [reversed, receiveBack(setOff, creditedParts(creditId, state), invoice, open)];
}

type Noted = CreditOfInvoice & { readonly note: NonNullable<CreditOfInvoice['note']> };

/** Refuses `credit_unknown`, `credit_reversed_already`, `reversal_id_used`, `credit_note_awaited` and `reversed_before_credit`. */
export function refuseReversal(
  { creditId, reversalId, reversedOn }: Pick<ReverseCredit['data'], 'creditId' | 'reversalId' | 'reversedOn'>,
  { credits, proceeds }: InvoiceState,
): Noted {
  const credit = credits.get(creditId);
  if (credit === undefined)
    throw notFound('credit_unknown', 'No such credit was granted on this invoice.', 'creditId');
  const { reversed, note, granted } = credit;
  if (reversed)
    throw conflict(
      'credit_reversed_already',
      `The credit was taken back on ${reversed.reversedOn}: ${reversed.reason}.`,
      'creditId',
    );
  const isUsed = [...credits.values()].some((one) => one.reversed?.reversalId === reversalId);
  if (isUsed || proceeds.has(reversalId))
    throw conflict('reversal_id_used', 'This id is of another reversal, or of a receipt.', 'reversalId');
  if (note === undefined)
    throw conflict('credit_note_awaited', 'The credit is getting its number just now. Try again.');
  if (reversedOn < granted.grantedOn)
    throw invalid('reversed_before_credit', `The credit is of ${granted.grantedOn}.`, 'reversedOn');
  return { ...credit, note };
}

/** What of the receipts a credit has put into the buyer's balance, by lot; what went with a reversed receipt is not there. */
export function creditedParts(creditId: string, { proceeds }: InvoiceState): ProceedsPart[] {
  const byLot = new Map<string, ProceedsPart>();
  for (const { reversed, credited = [] } of proceeds.values()) {
    if (reversed !== undefined) continue;
    for (const part of credited.filter((one) => one.creditId === creditId).flatMap((one) => one.parts)) {
      const known = byLot.get(part.lotId);
      const amountCentimes = part.amountCentimes + (known?.amountCentimes ?? 0);
      const vatCentimes = part.vatCentimes + (known?.vatCentimes ?? 0);
      byLot.set(part.lotId, { ...part, amountCentimes, vatCentimes });
    }
  }
  return [...byLot.values()];
}

/** What a credit has put into the balance, VAT included. */
export const creditedCentimes = (creditId: string, state: InvoiceState): number =>
  sumsOf(creditedParts(creditId, state)).madCentimes;

/** Writes the reversal of a credit note under a number of its own. */
export function issueCreditReversal(
  { creditId, reversalNumber, issuedOn }: IssueCreditReversal['data'],
  { invoiceNumber, orderId, buyerId }: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent[] {
  const credit = state.credits.get(creditId);
  if (!credit?.reversed || !credit.note)
    throw notFound('credit_unknown', 'No such credit was taken back on this invoice.', 'creditId');
  if (credit.reversalNumber === reversalNumber) return [];
  if (credit.reversalNumber !== undefined)
    throw conflict('reversal_issued_already', `Its number is ${credit.reversalNumber}.`, 'creditId');
  const { lines, amountCentimes } = credit.granted;
  const vatCentimes = sumExactly(lines.map((line) => line.vatCentimes));
  const { reversalId, reason } = credit.reversed;
  const reversed = invoiceEvents.CreditNoteReversed({
    reversalNumber,
    reversalId,
    creditNoteNumber: credit.note.creditNoteNumber,
    creditId,
    invoiceNumber,
    orderId,
    buyerId,
    lines,
    amountCentimes,
    vatCentimes,
    reason,
    issuedOn,
    postings: [
      { account: accounts.buyer(buyerId), amountCentimes: -amountCentimes },
      { account: accounts.sales(invoiceNumber), amountCentimes: amountCentimes - vatCentimes },
      ...(vatCentimes === 0 ? [] : [{ account: accounts.vat, amountCentimes: vatCentimes }]),
    ],
  });
  const isOpen = sumExactly(state.openCentimes) > 0 || awaitsCreditNote(state, creditId);
  if (isOpen || state.isSettled) return [reversed];
  return [reversed, invoiceEvents.InvoiceSettled({ invoiceNumber, buyerId, settledOn: issuedOn })];
}
