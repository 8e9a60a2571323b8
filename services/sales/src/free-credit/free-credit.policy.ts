import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { buyerAggregate } from '../buyer/buyer.decider';
import type { CreditReleaseCause } from '../buyer/buyer.events';
import { invoiceEvents } from '../invoice/invoice.events';

/** A buyer owes less, by a payment or by a credit note: that much of its limit is free again. */
export const freeCredit = policyOn(invoiceEvents)({
  name: 'free-credit',
  atOnce: true,
  react(event) {
    switch (event.type) {
      case 'ProceedsReceived':
        return [release(event.data, event.data.proceedsId, 'paid', event.data.madCentimes)];
      case 'CreditNoteIssued':
        return [release(event.data, event.data.creditNoteNumber, 'credited', event.data.amountCentimes)];
      default:
        return [];
    }
  },
});

function release(
  { buyerId, orderId }: { buyerId: string; orderId: string },
  releaseId: string,
  cause: CreditReleaseCause,
  amountCentimes: number,
): Reaction {
  const data = { buyerId, orderId, releaseId, cause, amountCentimes };
  return sendTo(buyerAggregate, buyerId, 'ReleaseCredit', data);
}
