import { eventsOf } from '@oce/contracts';
import type { OrderEvent } from '../order/order.events';
import { yearOf } from '../shared/register';
import { promptPolicy } from '../at-once/prompt-policy';

/** The goods left: the order takes the next number of the year's invoices. */
export const billOnDelivery = promptPolicy<OrderEvent>({
  name: 'bill-on-delivery',
  subjects: [eventsOf('sales', 'order')],
  react(event) {
    if (event.type !== 'OrderFulfilled') return [];
    const id = yearOf(event.data.deliveredOn);
    return [{ aggregate: 'invoice-register', id, type: 'TakeInvoiceNumber', data: { order: event.data } }];
  },
});
