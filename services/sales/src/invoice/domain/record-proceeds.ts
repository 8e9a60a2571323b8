import { accounts, type InvoiceIssued, type ProceedsPart } from '@oce/contracts';
import { conflict, invalid, saysTheSame } from '@oce/event-sourcing';
import { convertToMadCentimes, formatMoney, sumExactly } from '@oce/quantities';
import { awaitsCreditNote } from '../../credit-note/domain/credit-note';
import { calculate } from '../../order/domain/price-lines';
import { openLines, splitOverOpen } from '../../tax/domain/vat-amounts';
import type { InvoiceState, RecordProceeds } from './invoice.commands';
import { invoiceEvents, type InvoiceEvent } from './invoice.events';

/** The account on which buyers pay. */
const BANK_ACCOUNT = 'main';
const INVOICE_CURRENCY = 'MAD';
/** One dirham is a dirham: the rate of invoices in MAD, in millionths. */
const RATE_OF_MAD_MICROS = 1_000_000;

/**
 * Money of the buyer at the bank: refused where it is more than what is open, else split over the lines by what each
 * has open, net and VAT each for itself. So a line never receives more than its amount, and over all receipts exactly
 * it; the pool of its lot gets the net, the State the VAT.
 */
export function recordProceeds(
  data: RecordProceeds['data'],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
  { placedOn }: RecordProceeds['facts'],
): InvoiceEvent[] {
  const known = state.proceeds.get(data.proceedsId);
  if (known && saysTheSame(known, data)) return [];
  if (known)
    throw conflict(
      'proceeds_recorded_already',
      'This id is of proceeds with other particulars.',
      'proceedsId',
    );
  if (placedOn !== undefined && data.valueDate < placedOn)
    throw invalid(
      'proceeds_before_order',
      `The order was placed on ${placedOn}: nobody paid for it before.`,
      'valueDate',
    );
  const madCentimes = madOf(data);
  const openCentimes = sumExactly(state.openCentimes);
  if (madCentimes > openCentimes)
    throw conflict(
      'proceeds_above_open_amount',
      `${formatMoney(madCentimes)} came, but ${formatMoney(openCentimes)} are open on ${invoice.invoiceNumber}.`,
      'amountCentimes',
    );
  const { invoiceNumber, orderId, contractId, kind, buyerId } = invoice;
  const { proceedsId, amount, currency, rate, valueDate, bankReference } = data;
  const parts = partsOf(madCentimes, invoice, state);
  const received = invoiceEvents.ProceedsReceived({
    proceedsId,
    invoiceNumber,
    orderId,
    contractId,
    kind,
    buyerId,
    amount,
    currency,
    rate,
    madCentimes,
    vatCentimes: sumExactly(parts.map((part) => part.vatCentimes)),
    valueDate,
    bankReference,
    parts,
    postings: [
      { account: accounts.bank(BANK_ACCOUNT), amountCentimes: -madCentimes },
      { account: accounts.buyer(buyerId), amountCentimes: madCentimes },
    ],
  });
  if (madCentimes < openCentimes || awaitsCreditNote(state)) return [received];
  return [received, invoiceEvents.InvoiceSettled({ invoiceNumber, buyerId, settledOn: valueDate })];
}

function madOf({ amount, currency, rate, valueDate }: RecordProceeds['data']): number {
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
