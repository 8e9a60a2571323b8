import { policyOn, sendTo } from '@oce/policies';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { buyerAggregate } from '../domain/buyer';

/** A buyer owes less, by a payment or by a credit note: that much of its limit is free again. */
export const whenBuyerOwesLessThenReleaseCredit = policyOn(
  invoiceEvents.ProceedsReceived,
  invoiceEvents.CreditNoteIssued,
)({
  name: 'free-credit',
  atOnce: true,
  react(event) {
    const { buyerId, orderId } = event.data;
    if (event.type === 'ProceedsReceived') {
      const { proceedsId: releaseId, madCentimes: amountCentimes } = event.data;
      const paid = { buyerId, orderId, releaseId, cause: 'paid', amountCentimes } as const;
      return [sendTo(buyerAggregate, buyerId, 'ReleaseCredit', paid)];
    }
    const { creditNoteNumber: releaseId, amountCentimes } = event.data;
    const credited = { buyerId, orderId, releaseId, cause: 'credited', amountCentimes } as const;
    return [sendTo(buyerAggregate, buyerId, 'ReleaseCredit', credited)];
  },
});
