import type { ProceedsReversed } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { buyerAggregate } from '../domain/buyer';

/**
 * A buyer owes less, by a payment or by a credit note: that much of its limit is free again, and in use again where the
 * receipt is reversed. What was paid too much, or credited after it was paid, is the buyer's balance. One policy for all,
 * so that a reversal never overtakes what it cites.
 */
export const whenBuyerOwesLessThenReleaseCredit = policyOn(
  invoiceEvents.ProceedsReceived,
  invoiceEvents.CreditNoteIssued,
  invoiceEvents.CreditReversed,
  invoiceEvents.OverpaymentKept,
  invoiceEvents.ProceedsReversed,
)({
  // Older than what it does by now, and kept: under another name the policy would begin anew.
  name: 'free-credit',
  atOnce: true,
  react(event) {
    const { buyerId } = event.data;
    switch (event.type) {
      case 'ProceedsReceived': {
        const { orderId, proceedsId: releaseId, madCentimes: amountCentimes } = event.data;
        const paid = { buyerId, orderId, releaseId, cause: 'paid', amountCentimes } as const;
        return [sendTo(buyerAggregate, buyerId, 'ReleaseCredit', paid)];
      }
      case 'CreditNoteIssued': {
        const { orderId, creditNoteNumber: releaseId, amountCentimes } = event.data;
        const credited = { buyerId, orderId, releaseId, cause: 'credited', amountCentimes } as const;
        return [sendTo(buyerAggregate, buyerId, 'ReleaseCredit', credited)];
      }
      case 'CreditReversed': {
        const { orderId, creditNoteNumber: proceedsId, reversalId, amountCentimes } = event.data;
        const owed = { buyerId, orderId, proceedsId, reversalId, amountCentimes };
        return [sendTo(buyerAggregate, buyerId, 'OweAgain', owed)];
      }
      case 'OverpaymentKept': {
        const { invoiceNumber, proceedsId, amountCentimes } = event.data;
        const kept = { buyerId, invoiceNumber, proceedsId, reversalId: null, amountCentimes };
        return [sendTo(buyerAggregate, buyerId, 'RaiseBalance', { ...kept, cause: 'overpaid' })];
      }
      case 'ProceedsReversed':
        return reversed(event.data);
    }
  },
});

function reversed(data: ProceedsReversed['data']): Reaction[] {
  const { buyerId, orderId, invoiceNumber, proceedsId, reversalId } = data;
  const { cause, into, madCentimes, balanceCentimes } = data;
  const reactions: Reaction[] = [];
  const cited = { buyerId, proceedsId, reversalId };
  // A credit on what was paid sets free with its note what the receipt had set free before: once is enough.
  if (madCentimes > 0)
    reactions.push(
      sendTo(buyerAggregate, buyerId, 'OweAgain', { ...cited, orderId, amountCentimes: madCentimes }),
    );
  const moved = { ...cited, invoiceNumber };
  if (into === 'balance' && madCentimes > 0)
    reactions.push(
      sendTo(buyerAggregate, buyerId, 'RaiseBalance', {
        ...moved,
        cause: cause === 'credited' ? 'credited' : 'set_off_reversed',
        amountCentimes: madCentimes,
      }),
    );
  if (balanceCentimes > 0)
    reactions.push(
      sendTo(buyerAggregate, buyerId, 'LowerBalance', { ...moved, amountCentimes: balanceCentimes }),
    );
  return reactions;
}
