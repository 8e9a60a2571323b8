import { policyOn, sendTo } from '@oce/policies';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import { orderEvents } from '../domain/order.events';

/** An order came to nothing: what its buyer and its lots had set aside is free again. */
export const whenOrderEndsThenRelease = policyOn(
  orderEvents.OrderRefused,
  orderEvents.OrderCancelled,
)({
  name: 'release-order',
  atOnce: true,
  react(event) {
    const { orderId, buyerId, lines, reason } = event.data;
    return [
      sendTo(buyerAggregate, buyerId, 'ReleaseCredit', {
        buyerId,
        orderId,
        releaseId: 'ended',
        cause: 'ended',
        amountCentimes: null,
      }),
      ...lines.map(({ lotId }) =>
        sendTo(lotOfferAggregate, lotId, 'ReleaseAllocation', { lotId, orderId, reason }),
      ),
    ];
  },
});
