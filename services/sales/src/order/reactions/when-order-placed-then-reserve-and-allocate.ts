import { policyOn, sendTo } from '@oce/policies';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import { orderEvents } from '../domain/order.events';

/** An order was placed: its buyer is asked for credit, VAT included, and each of its lots for weight. */
export const whenOrderPlacedThenReserveAndAllocate = policyOn(orderEvents.OrderPlaced)({
  name: 'secure-order',
  atOnce: true,
  react(event) {
    const { orderId, buyerId, buyerReference, kind, lines } = event.data;
    const amountCentimes = event.data.amountCentimes + event.data.vatCentimes;
    const credit = { buyerId, orderId, buyerReference, amountCentimes };
    return [
      sendTo(buyerAggregate, buyerId, 'ReserveCredit', credit),
      ...lines.map(({ lotId, grams }) =>
        sendTo(lotOfferAggregate, lotId, 'AllocateLot', { lotId, orderId, grams, kind }),
      ),
    ];
  },
});
