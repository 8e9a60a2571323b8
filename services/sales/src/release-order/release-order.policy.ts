import { eventsOf } from '@oce/contracts';
import type { OrderEvent } from '../order/order.events';
import { promptPolicy } from '../at-once/prompt-policy';

/** An order came to nothing: what its buyer and its lots had set aside is free again. */
export const releaseOrder = promptPolicy<OrderEvent>({
  name: 'release-order',
  subjects: [eventsOf('sales', 'order')],
  react(event) {
    if (event.type !== 'OrderRefused' && event.type !== 'OrderCancelled') return [];
    const { orderId, buyerId, lines, reason } = event.data;
    const credit = { buyerId, orderId, releaseId: 'ended', cause: 'ended', amountCentimes: null };
    return [
      { aggregate: 'buyer', id: buyerId, type: 'ReleaseCredit', data: credit },
      ...lines.map(({ lotId }) => ({
        aggregate: 'lot-offer',
        id: lotId,
        type: 'ReleaseAllocation',
        data: { lotId, orderId, reason },
      })),
    ];
  },
});
