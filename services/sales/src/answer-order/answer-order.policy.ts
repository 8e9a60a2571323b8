import { eventsOf } from '@oce/contracts';
import type { Reaction } from '@oce/policies';
import type { BuyerEvent } from '../buyer/buyer.events';
import type { LotOfferEvent } from '../lot-offer/lot-offer.events';
import { CREDIT_PART, type PartRefusal } from '../order/order.events';
import { promptPolicy } from '../at-once/prompt-policy';

/** The buyer or a lot answered an order: the order hears it. */
export const answerOrder = promptPolicy<BuyerEvent | LotOfferEvent>({
  name: 'answer-order',
  subjects: [eventsOf('sales', 'buyer'), eventsOf('sales', 'lot-offer')],
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
  return { aggregate: 'order', id: orderId, type: 'AnswerPart', data: { orderId, part, refusal } };
}
