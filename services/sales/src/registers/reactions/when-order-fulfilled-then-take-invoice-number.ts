import { policyOn, sendTo } from '@oce/policies';
import { orderEvents } from '../../order/domain/order.events';
import { invoiceRegisterAggregate, yearOf } from '../domain/registers';

/** The goods left: the order takes the next number of the year's invoices. */
export const whenOrderFulfilledThenTakeInvoiceNumber = policyOn(orderEvents.OrderFulfilled)({
  name: 'bill-on-delivery',
  atOnce: true,
  react(event) {
    const id = yearOf(event.data.deliveredOn);
    return [sendTo(invoiceRegisterAggregate, id, 'TakeInvoiceNumber', { order: event.data })];
  },
});
