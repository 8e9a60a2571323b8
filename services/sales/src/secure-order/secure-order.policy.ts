import { eventsOf } from '@oce/contracts';
import type { OrderEvent } from '../order/order.events';
import { promptPolicy } from '../at-once/prompt-policy';

/** An order was placed: its buyer is asked for credit and each of its lots for weight. */
export const secureOrder = promptPolicy<OrderEvent>({
  name: 'secure-order',
  subjects: [eventsOf('sales', 'order')],
  react(event) {
    if (event.type !== 'OrderPlaced') return [];
    const { orderId, buyerId, buyerReference, amountCentimes, kind, lines } = event.data;
    const credit = { buyerId, orderId, buyerReference, amountCentimes };
    return [
      { aggregate: 'buyer', id: buyerId, type: 'ReserveCredit', data: credit },
      ...lines.map(({ lotId, grams }) => ({
        aggregate: 'lot-offer',
        id: lotId,
        type: 'AllocateLot',
        data: { lotId, orderId, grams, kind },
      })),
    ];
  },
});
