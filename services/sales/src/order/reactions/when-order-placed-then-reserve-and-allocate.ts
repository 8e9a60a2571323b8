import { policyOn, sendTo } from '@oce/policies';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import { orderEvents } from '../domain/order.events';

/** An order was placed: its buyer is asked for credit and each of its lots for weight. */
export const secureOrder = policyOn(orderEvents)({
  name: 'secure-order',
  atOnce: true,
  react(event) {
    if (event.type !== 'OrderPlaced') return [];
    const { orderId, buyerId, buyerReference, amountCentimes, kind, lines } = event.data;
    const credit = { buyerId, orderId, buyerReference, amountCentimes };
    return [
      sendTo(buyerAggregate, buyerId, 'ReserveCredit', credit),
      ...lines.map(({ lotId, grams }) =>
        sendTo(lotOfferAggregate, lotId, 'AllocateLot', { lotId, orderId, grams, kind }),
      ),
    ];
  },
});
