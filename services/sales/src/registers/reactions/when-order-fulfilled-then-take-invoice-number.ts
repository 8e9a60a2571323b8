import { policyOn, sendTo } from '@oce/policies';
import { orderEvents } from '../../order/domain/order.events';
import { invoiceRegisterAggregate } from '../domain/invoice-register';
import { yearOf } from '../domain/numbering';

/** The goods left: the order takes the next number of the year's invoices. */
export const whenOrderFulfilledThenTakeInvoiceNumber = policyOn(orderEvents.OrderFulfilled)({
  name: 'bill-on-delivery',
  atOnce: true,
  react(event) {
    const id = yearOf(event.data.deliveredOn);
    return [sendTo(invoiceRegisterAggregate, id, 'TakeInvoiceNumber', { order: event.data })];
  },
});
