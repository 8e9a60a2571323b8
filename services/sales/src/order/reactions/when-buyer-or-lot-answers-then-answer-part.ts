import { unknownEvent } from '@oce/event-sourcing';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { lotOfferEvents } from '../../lot-offer/domain/lot-offer.events';
import { orderAggregate } from '../domain/order';
import { CREDIT_PART, type PartRefusal } from '../domain/order.events';

/** The buyer or a lot answered an order: the order hears it. */
export const whenBuyerOrLotAnswersThenAnswerPart = policyOn(
  buyerEvents.BuyerCreditReserved,
  buyerEvents.BuyerCreditRefused,
  lotOfferEvents.LotAllocated,
  lotOfferEvents.LotAllocationRefused,
)({
  name: 'answer-order',
  atOnce: true,
  react(event) {
    switch (event.type) {
      case 'BuyerCreditReserved':
        return [answer(event.data.orderId, CREDIT_PART, null)];
      case 'BuyerCreditRefused': {
        const { orderId, reason, detail } = event.data;
        return [answer(orderId, CREDIT_PART, { reason, detail })];
      }
      case 'LotAllocated':
        return [answer(event.data.orderId, event.data.lotId, null)];
      case 'LotAllocationRefused': {
        const { orderId, lotId, reason, detail } = event.data;
        return [answer(orderId, lotId, { reason, detail })];
      }
      default:
        return unknownEvent(event);
    }
  },
});

function answer(orderId: string, part: string, refusal: PartRefusal | null): Reaction {
  return sendTo(orderAggregate, orderId, 'AnswerPart', { orderId, part, refusal });
}
