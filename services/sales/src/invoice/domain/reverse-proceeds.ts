import {
  accounts,
  type InvoiceIssued,
  type Posting,
  type ProceedsPart,
  type ProceedsReversed,
} from '@oce/contracts';
import { conflict, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { splitOverOpen } from '../../tax/domain/vat-amounts';
import type { GrantCredit, InvoiceState, ReceiptOfInvoice, ReverseProceeds } from './invoice.commands';
import { invoiceEvents, type InvoiceEvent } from './invoice.events';
import { BANK_ACCOUNT, isFromBalance, sumsOf } from './receipts';

/**
 * Takes a receipt back, whole and once: it was booked to the wrong invoice, or the bank took it back. What it had paid is
 * open again, what of it had gone into the buyer's balance comes out of that, and the bank's reference is free to be
 * booked again. Money that had been set off goes back into the balance. Nothing is edited.
 * Refuses `proceeds_unknown`, `proceeds_reversed_already`, `reversal_id_used` and `reversed_before_receipt`.
 */
export function reverseProceeds(
  data: ReverseProceeds['data'],
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): InvoiceEvent[] {
  const { proceedsId, reversalId, reason, reversedOn } = data;
  const receipt = state.proceeds.get(proceedsId);
  if (receipt === undefined)
    throw notFound('proceeds_unknown', 'No such receipt stands on this invoice.', 'proceedsId');
  if (receipt.reversed !== undefined) {
    if (saysTheSame(receipt.reversed, { reversalId, reason, reversedOn })) return [];
    throw conflict(
      'proceeds_reversed_already',
      `The receipt was reversed on ${receipt.reversed.reversedOn}: ${receipt.reversed.reason}.`,
      'proceedsId',
    );
  }
  if ([...state.proceeds.values()].some(({ reversed }) => reversed?.reversalId === reversalId))
    throw conflict('reversal_id_used', 'This id is of the reversal of another receipt.', 'reversalId');
  if (reversedOn < receipt.told.valueDate)
    throw invalid(
      'reversed_before_receipt',
      `The money came on ${receipt.told.valueDate}: no reversal is older.`,
      'reversedOn',
    );
  const isOfBalance = isFromBalance(receipt.told);
  const balanceCentimes = isOfBalance ? 0 : receipt.balanceCentimes;
  const { madCentimes, vatCentimes } = sumsOf(receipt.parts);
  return [
    invoiceEvents.ProceedsReversed({
      ...aboutReceipt(receipt, invoice),
      reversalId,
      cause: 'reversed',
      into: isOfBalance ? 'balance' : 'bank',
      madCentimes,
      vatCentimes,
      parts: receipt.parts,
      balanceCentimes,
      bankReference: isOfBalance ? null : receipt.told.bankReference,
      reason,
      reversedOn,
      postings: isOfBalance ? [] : backAtTheBank(invoice.buyerId, madCentimes + balanceCentimes),
    }),
  ];
}

function aboutReceipt({ told }: ReceiptOfInvoice, invoice: InvoiceIssued['data']) {
  const { invoiceNumber, orderId, contractId, kind, buyerId } = invoice;
  return { proceedsId: told.proceedsId, invoiceNumber, orderId, contractId, kind, buyerId };
}

const backAtTheBank = (buyerId: string, amountCentimes: number): Posting[] => [
  { account: accounts.bank(BANK_ACCOUNT), amountCentimes },
  { account: accounts.buyer(buyerId), amountCentimes: -amountCentimes },
];

/**
 * What a credit gives back of receipts, the latest first: it stands in the buyer's balance from then on, and whoever
 * shared it out hears of it. The credit note has the postings.
 *
 * @param paid what is credited of what each lot has paid
 */
export function creditReceipts(
  paid: GrantCredit['data']['lines'],
  { creditId, reason, grantedOn }: { creditId: string; reason: string; grantedOn: string },
  invoice: InvoiceIssued['data'],
  state: InvoiceState,
): ProceedsReversed[] {
  const left = new Map(paid.map(({ lotId, amountCentimes }) => [lotId, amountCentimes]));
  return [...state.proceeds.values()].reverse().flatMap((receipt) => {
    const parts = receipt.parts.flatMap((part): ProceedsPart[] => {
      const wanted = left.get(part.lotId) ?? 0;
      const { vatCentimes: openVatCentimes } = part;
      const openCentimes = part.amountCentimes + openVatCentimes;
      const takenCentimes = Math.min(wanted, openCentimes);
      left.set(part.lotId, wanted - takenCentimes);
      if (takenCentimes === 0) return [];
      const [split] = splitOverOpen(takenCentimes, [{ openCentimes, openVatCentimes }]);
      const { netCentimes: amountCentimes = 0, vatCentimes = 0 } = split ?? {};
      return [{ ...part, amountCentimes, vatCentimes }];
    });
    if (parts.length === 0) return [];
    return [
      invoiceEvents.ProceedsReversed({
        ...aboutReceipt(receipt, invoice),
        reversalId: creditId,
        cause: 'credited',
        into: 'balance',
        ...sumsOf(parts),
        parts,
        balanceCentimes: 0,
        bankReference: null,
        reason,
        reversedOn: grantedOn,
        postings: [],
      }),
    ];
  });
}
