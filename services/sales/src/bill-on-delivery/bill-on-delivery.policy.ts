import { policyOn, sendTo } from '@oce/policies';
import { invoiceRegisterAggregate } from '../invoice-register/invoice-register.decider';
import { orderEvents } from '../order/order.events';
import { yearOf } from '../shared/register';

/** The goods left: the order takes the next number of the year's invoices. */
export const billOnDelivery = policyOn(orderEvents)({
  name: 'bill-on-delivery',
  atOnce: true,
  react(event) {
    if (event.type !== 'OrderFulfilled') return [];
    const id = yearOf(event.data.deliveredOn);
    return [sendTo(invoiceRegisterAggregate, id, 'TakeInvoiceNumber', { order: event.data })];
  },
});
