import { policyOn, sendTo } from '@oce/policies';
import { buyerEvents } from '../buyer/buyer.events';
import { claimAggregate, claimId } from '../claim/claim.decider';
import { claimsOf } from '../claim/claims-of';
import { invoiceEvents } from '../invoice/invoice.events';
import { orderEvents } from '../order/order.events';

/**
 * What is used once only was claimed before it was written down. This takes the claim again, behind the fact: where two
 * requests crossed and one of them let the claim go, the value is still held; where another took it, a clerk hears.
 */
export const keepClaims = policyOn(
  buyerEvents,
  orderEvents,
  invoiceEvents,
)({
  name: 'keep-claims',
  atOnce: true,
  react(event) {
    return claimsOf(event).map((claim) => sendTo(claimAggregate, claimId(claim), 'TakeClaim', claim));
  },
});
