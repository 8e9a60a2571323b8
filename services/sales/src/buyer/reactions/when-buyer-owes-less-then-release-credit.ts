import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { buyerAggregate } from '../domain/buyer';
import type { CreditReleaseCause } from '../domain/buyer.events';

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
