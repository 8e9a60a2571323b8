import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { lotOfferEvents } from '../../lot-offer/domain/lot-offer.events';
import { orderAggregate } from '../domain/order';
import { CREDIT_PART, type PartRefusal } from '../domain/order.events';

/** The buyer or a lot answered an order: the order hears it. */
export const answerOrder = policyOn(
  buyerEvents,
  lotOfferEvents,
)({
  name: 'answer-order',
  atOnce: true,
  react(event) {
    switch (event.type) {
      case 'BuyerCreditReserved':
        return [answer(event.data.orderId, CREDIT_PART, null)];
      case 'BuyerCreditRefused':
        return [answer(event.data.orderId, CREDIT_PART, refusalOf(event.data))];
      case 'LotAllocated':
        return [answer(event.data.orderId, event.data.lotId, null)];
      case 'LotAllocationRefused':
        return [answer(event.data.orderId, event.data.lotId, refusalOf(event.data))];
      default:
        return [];
    }
  },
});

const refusalOf = ({ reason, detail }: PartRefusal): PartRefusal => ({ reason, detail });

function answer(orderId: string, part: string, refusal: PartRefusal | null): Reaction {
  return sendTo(orderAggregate, orderId, 'AnswerPart', { orderId, part, refusal });
}
