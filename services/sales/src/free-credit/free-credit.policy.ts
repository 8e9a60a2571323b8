import { eventsOf } from '@oce/contracts';
import type { Reaction } from '@oce/policies';
import type { InvoiceEvent } from '../invoice/invoice.events';
import type { CreditReleaseCause } from '../buyer/buyer.events';
import { promptPolicy } from '../at-once/prompt-policy';

/** A buyer owes less, by a payment or by a credit note: that much of its limit is free again. */
export const freeCredit = promptPolicy<InvoiceEvent>({
  name: 'free-credit',
  subjects: [eventsOf('sales', 'invoice')],
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
  return { aggregate: 'buyer', id: buyerId, type: 'ReleaseCredit', data };
}
