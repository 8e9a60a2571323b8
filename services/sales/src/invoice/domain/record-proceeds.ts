import { accounts, type InvoiceIssued, type Posting, type ProceedsPart } from '@oce/contracts';
import { conflict, invalid, saysTheSame } from '@oce/event-sourcing';
import { convertToMadCentimes, formatMoney, sumExactly } from '@oce/quantities';
import { awaitsCreditNote } from '../../credit-note/domain/credit-note';
import { calculate } from '../../order/domain/price-lines';
import { openLines, splitOverOpen } from '../../tax/domain/vat-amounts';
import type { InvoiceState, ReceiveFromBalance, RecordProceeds } from './invoice.commands';
import { invoiceEvents, type InvoiceEvent } from './invoice.events';
import { balanceReference, BANK_ACCOUNT, isFromBalance, sumsOf } from './receipts';

const INVOICE_CURRENCY = 'MAD';
/** One dirham is a dirham: the rate of invoices in MAD, in millionths. */
const RATE_OF_MAD_MICROS = 1_000_000;

/**
 * Money of the buyer at the bank, split over the lines by what each has open, net and VAT each for itself. So a line never
 * receives more than its amount, and over all receipts exactly it; the pool of its lot gets the net, the State the VAT.
 * More than is open is refused, unless it is told that the excess is the buyer's.
 */
export function recordProceeds(
  { excess, ...told }: RecordProceeds['data'],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
  { placedOn }: RecordProceeds['facts'],
): InvoiceEvent[] {
  const known = state.proceeds.get(told.proceedsId)?.told;
  if (known && saysTheSame(known, told)) return [];
  if (known)
    throw conflict(
      'proceeds_recorded_already',
      'This id is of proceeds with other particulars.',
      'proceedsId',
    );
  if (placedOn !== undefined && told.valueDate < placedOn)
    throw invalid(
      'proceeds_before_order',
      `The order was placed on ${placedOn}: nobody paid for it before.`,
      'valueDate',
    );
  const madCentimes = madOf(told);
  const openCentimes = Math.max(0, sumExactly(state.openCentimes));
  const excessCentimes = Math.max(0, madCentimes - openCentimes);
  if (excessCentimes > 0 && excess !== 'keep')
    throw conflict(
      'proceeds_above_open_amount',
      `${formatMoney(madCentimes)} came, but ${formatMoney(openCentimes)} are open on ${invoice.invoiceNumber}. ` +
        'Where the buyer has paid too much, say excess: keep, and the rest is the balance of the buyer.',
      'amountCentimes',
    );
  const events: InvoiceEvent[] = [];
  const paidCentimes = madCentimes - excessCentimes;
  if (paidCentimes > 0)
    events.push(received(told, paidCentimes, invoice, partsOf(paidCentimes, invoice, state)));
  if (excessCentimes > 0) events.push(kept(told, excessCentimes, invoice));
  const isPaid = madCentimes >= openCentimes && !state.isSettled && !awaitsCreditNote(state);
  if (!isPaid) return events;
  const { invoiceNumber, buyerId } = invoice;
  return [...events, invoiceEvents.InvoiceSettled({ invoiceNumber, buyerId, settledOn: told.valueDate })];
}

type Told = Omit<RecordProceeds['data'], 'excess'>;

function received(
  { proceedsId, currency, rate, valueDate, bankReference }: Told,
  madCentimes: number,
  { invoiceNumber, orderId, contractId, kind, buyerId }: InvoiceIssued['data'],
  parts: readonly ProceedsPart[],
): InvoiceEvent {
  return invoiceEvents.ProceedsReceived({
    proceedsId,
    invoiceNumber,
    orderId,
    contractId,
    kind,
    buyerId,
    amount: madCentimes,
    currency,
    rate,
    madCentimes,
    vatCentimes: sumsOf(parts).vatCentimes,
    valueDate,
    bankReference,
    parts,
    postings: postingsOf(bankReference, buyerId, madCentimes),
  });
}

function kept(
  { proceedsId, currency, rate, valueDate, bankReference }: Told,
  amountCentimes: number,
  { invoiceNumber, buyerId }: InvoiceIssued['data'],
): InvoiceEvent {
  const told = { proceedsId, invoiceNumber, buyerId, currency, rate, valueDate, bankReference };
  const postings = postingsOf(bankReference, buyerId, amountCentimes);
  return invoiceEvents.OverpaymentKept({ ...told, amountCentimes, postings });
}

/** What is set off has been the buyer's before, and stays on the account. */
function postingsOf(bankReference: string, buyerId: string, amountCentimes: number): Posting[] {
  if (isFromBalance({ bankReference })) return [];
  return [
    { account: accounts.bank(BANK_ACCOUNT), amountCentimes: -amountCentimes },
    { account: accounts.buyer(buyerId), amountCentimes },
  ];
}

/**
 * The buyer's balance pays: proceeds like any other. Where less is open by now, the rest goes back into the balance, so
 * that what was set aside is never lost between the two.
 */
export function receiveFromBalance(
  { setOffId, invoiceNumber, amountCentimes, setOffOn }: ReceiveFromBalance['data'],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent[] {
  return recordProceeds(
    {
      proceedsId: setOffId,
      invoiceNumber,
      amount: amountCentimes,
      currency: INVOICE_CURRENCY,
      rate: { date: setOffOn, rateMicros: RATE_OF_MAD_MICROS },
      valueDate: setOffOn,
      bankReference: balanceReference(setOffId),
      excess: 'keep',
    },
    invoice,
    state,
    // The day of the balance's own money was looked at when it came.
    { placedOn: undefined },
  );
}

/** What a credit had put into the balance pays on the same lots again, or on what is open where that is another sum. */
export function receiveBack(
  { setOffId, amountCentimes, setOffOn }: ReceiveFromBalance['data'],
  credited: readonly ProceedsPart[],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent {
  const told = {
    proceedsId: setOffId,
    invoiceNumber: invoice.invoiceNumber,
    amount: amountCentimes,
    currency: INVOICE_CURRENCY,
    rate: { date: setOffOn, rateMicros: RATE_OF_MAD_MICROS },
    valueDate: setOffOn,
    bankReference: balanceReference(setOffId),
  };
  const isSame = sumsOf(credited).madCentimes === amountCentimes;
  return received(told, amountCentimes, invoice, isSame ? credited : partsOf(amountCentimes, invoice, state));
}

function madOf({ amount, currency, rate, valueDate }: Told): number {
  if (amount <= 0) throw invalid('amount_not_positive', 'Record more than 0 centimes.', 'amountCentimes');
  if (currency !== INVOICE_CURRENCY)
    throw invalid('currency_unsupported', `The invoice is in ${INVOICE_CURRENCY}.`, 'currency');
  if (rate.rateMicros !== RATE_OF_MAD_MICROS)
    throw invalid('rate_not_one', `The rate of ${INVOICE_CURRENCY} is 1.`, 'rate');
  if (rate.date > valueDate)
    throw invalid('rate_dated_later', 'The rate is that of the value date, or the latest before it.', 'rate');
  return calculate(() => convertToMadCentimes(amount, { ratePpm: rate.rateMicros }), 'amountCentimes');
}

function partsOf(madCentimes: number, { lines }: InvoiceIssued['data'], state: InvoiceState): ProceedsPart[] {
  return splitOverOpen(madCentimes, openLines(state)).flatMap(({ netCentimes, vatCentimes }, at) => {
    const line = lines[at];
    if (!line || netCentimes + vatCentimes === 0) return [];
    const { lotId, campaignId, productId, grade } = line;
    return [{ lotId, campaignId, productId, grade, amountCentimes: netCentimes, vatCentimes }];
  });
}
