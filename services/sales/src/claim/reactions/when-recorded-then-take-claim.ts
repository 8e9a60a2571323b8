import { policyOn, sendTo } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { orderEvents } from '../../order/domain/order.events';
import { claimAggregate, claimId } from '../domain/claim';
import { claimsOf } from '../domain/claims-of';

/**
 * What is used once only was claimed before it was written down. This takes the claim again, behind the fact: where two
 * requests crossed and one of them let the claim go, the value is still held; where another took it, a clerk hears.
 */
export const whenRecordedThenTakeClaim = policyOn(
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
