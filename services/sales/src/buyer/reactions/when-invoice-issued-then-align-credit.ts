import { policyOn, sendTo } from '@oce/policies';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { buyerAggregate } from '../domain/buyer';

/** An invoice says what the buyer owes: that is what its limit is used for, whatever the VAT was at the order. */
export const whenInvoiceIssuedThenAlignCredit = policyOn(invoiceEvents.InvoiceIssued)({
  name: 'align-credit',
  atOnce: true,
  react({ data: { buyerId, orderId, amountCentimes } }) {
    return [sendTo(buyerAggregate, buyerId, 'AlignCredit', { buyerId, orderId, amountCentimes })];
  },
});
