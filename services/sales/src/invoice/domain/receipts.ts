import type { CreditedLine, ProceedsPart, ProceedsReceived, ProceedsReversed } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import type { InvoiceState, ReceiptOfInvoice } from './invoice.commands';
import type { OverpaymentKept } from './invoice.events';

/** The account on which buyers pay. */
export const BANK_ACCOUNT = 'main';

/** Begins the reference of money out of the buyer's balance. No reference of a bank has a colon: see `IsReference`. */
const FROM_BALANCE = 'balance:';

/** The reference of a receipt that was set off, in the place of the bank's. */
export const balanceReference = (setOffId: string): string => `${FROM_BALANCE}${setOffId}`;

/** Whether a receipt came out of the buyer's balance. */
export const isFromBalance = ({ bankReference }: Pick<ProceedsReceived['data'], 'bankReference'>): boolean =>
  bankReference.startsWith(FROM_BALANCE);

/** The state with a receipt up to what was open. */
export function withReceipt(state: InvoiceState, data: ProceedsReceived['data']): InvoiceState {
  const { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference, parts } = data;
  const told = { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference };
  const receipt = { told, parts, balanceCentimes: 0 };
  return withOpen(
    { ...state, proceeds: new Map(state.proceeds).set(proceedsId, receipt) },
    grossOf(parts),
    -1,
  );
}

/** The state with what of a receipt was more than was open: it was told as one amount. */
export function withExcess(state: InvoiceState, data: OverpaymentKept['data']): InvoiceState {
  const { proceedsId, invoiceNumber, amountCentimes, currency, rate, valueDate, bankReference } = data;
  const known = state.proceeds.get(proceedsId);
  const amount = (known?.told.amount ?? 0) + amountCentimes;
  const told = { proceedsId, invoiceNumber, amount, currency, rate, valueDate, bankReference };
  const receipt = { told, parts: known?.parts ?? [], balanceCentimes: amountCentimes };
  return { ...state, proceeds: new Map(state.proceeds).set(proceedsId, receipt) };
}

/** The state after a receipt was taken back, whole or by a credit on what it had paid. */
export function withReversal(state: InvoiceState, data: ProceedsReversed['data']): InvoiceState {
  const { proceedsId, parts, cause, madCentimes, reversalId, reason, reversedOn } = data;
  const open = withOpen(state, grossOf(parts), 1);
  const known = state.proceeds.get(proceedsId);
  if (known === undefined) return open;
  const left = { ...known, parts: lessParts(known.parts, parts) };
  const receipt: ReceiptOfInvoice =
    cause === 'credited'
      ? {
          ...left,
          balanceCentimes: known.balanceCentimes + madCentimes,
          credited: [...(known.credited ?? []), { creditId: reversalId, parts }],
        }
      : { ...left, balanceCentimes: 0, reversed: { reversalId, reason, reversedOn } };
  const isSettled = state.isSettled && (cause === 'credited' || madCentimes === 0);
  return { ...open, isSettled, proceeds: new Map(state.proceeds).set(proceedsId, receipt) };
}

/** The state with amounts, VAT included, put on what is open of their lots, or taken off it. */
export function withOpen(state: InvoiceState, amounts: readonly CreditedLine[], sign: 1 | -1): InvoiceState {
  const byLot = new Map(amounts.map((amount) => [amount.lotId, amount]));
  const moved = (at: number) => byLot.get(state.invoice?.lines[at]?.lotId ?? '');
  const openCentimes = state.openCentimes.map((open, at) => open + sign * (moved(at)?.amountCentimes ?? 0));
  const openVatCentimes = state.openVatCentimes.map(
    (open, at) => open + sign * (moved(at)?.vatCentimes ?? 0),
  );
  return { ...state, openCentimes, openVatCentimes };
}

/** Parts of receipts as what they pay, VAT included. */
export const grossOf = (parts: readonly ProceedsPart[]): CreditedLine[] =>
  parts.map(({ lotId, amountCentimes, vatCentimes }) => ({
    lotId,
    amountCentimes: amountCentimes + vatCentimes,
    vatCentimes,
  }));

/** What parts of receipts come to, VAT included, and that VAT. */
export function sumsOf(parts: readonly ProceedsPart[]): { madCentimes: number; vatCentimes: number } {
  const gross = grossOf(parts);
  return {
    madCentimes: sumExactly(gross.map((part) => part.amountCentimes)),
    vatCentimes: sumExactly(gross.map((part) => part.vatCentimes)),
  };
}

/** What receipts have paid on the line of a lot, VAT included, and no credit has given back. */
export function paidOn(lotId: string, { proceeds }: InvoiceState): number {
  const paid = [...proceeds.values()].flatMap(({ parts }) => parts.filter((part) => part.lotId === lotId));
  return sumsOf(paid).madCentimes;
}

function lessParts(from: readonly ProceedsPart[], taken: readonly ProceedsPart[]): ProceedsPart[] {
  return from.flatMap((part) => {
    const off = taken.find((one) => one.lotId === part.lotId);
    const amountCentimes = part.amountCentimes - (off?.amountCentimes ?? 0);
    const vatCentimes = part.vatCentimes - (off?.vatCentimes ?? 0);
    return amountCentimes + vatCentimes === 0 ? [] : [{ ...part, amountCentimes, vatCentimes }];
  });
}
