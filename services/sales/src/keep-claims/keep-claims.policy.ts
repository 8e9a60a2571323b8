import { eventsOf } from '@oce/contracts';
import type { BuyerEvent } from '../buyer/buyer.events';
import { claimId } from '../claim/claim.decider';
import { claimsOf } from '../claim/claims-of';
import type { InvoiceEvent } from '../invoice/invoice.events';
import type { OrderEvent } from '../order/order.events';
import { promptPolicy } from '../at-once/prompt-policy';

/**
 * What is used once only was claimed before it was written down. This takes the claim again, behind the fact: where two
 * requests crossed and one of them let the claim go, the value is still held; where another took it, a clerk hears.
 */
export const keepClaims = promptPolicy<BuyerEvent | OrderEvent | InvoiceEvent>({
  name: 'keep-claims',
  subjects: [eventsOf('sales', 'buyer'), eventsOf('sales', 'order'), eventsOf('sales', 'invoice')],
  react(event) {
    return claimsOf(event).map((claim) => ({
      aggregate: 'claim',
      id: claimId(claim),
      type: 'TakeClaim',
      data: claim,
    }));
  },
});
