import { reactionsTo } from '@oce/testing';
import { buyerAccepted, lotOffered } from '../../test/facts';
import { whenBuyerOrLotAnswersThenAnswerPart } from './reactions/when-buyer-or-lot-answers-then-answer-part';

const orderId = 'ORD-1';
const lot = { lotId: 'LOT-A', orderId, grams: 5, leftGrams: 1 };
const credit = { buyerId: 'BUY-01', orderId, amountCentimes: 5, usedCentimes: 1 };
const answer = (part: string, refusal: object | null) => [
  { aggregate: 'order', id: orderId, type: 'AnswerPart', data: { orderId, part, refusal } },
];

describe('answer-order', () => {
  it('passes a yes on to the order', () => {
    expect(
      reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, {
        type: 'BuyerCreditReserved',
        v: 1,
        data: { ...credit, buyerReference: null },
      }),
    ).toEqual(answer('credit', null));
    expect(
      reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, { type: 'LotAllocated', v: 1, data: lot }),
    ).toEqual(answer('LOT-A', null));
  });

  it('passes a no on with its reason', () => {
    const over = { reason: 'buyer_limit_exceeded', detail: 'Too much.' } as const;
    const heavy = { reason: 'lot_weight_exceeded', detail: 'Too heavy.' } as const;
    expect(
      reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, {
        type: 'BuyerCreditRefused',
        v: 1,
        data: { ...credit, limitCentimes: 2, ...over },
      }),
    ).toEqual(answer('credit', over));
    expect(
      reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, {
        type: 'LotAllocationRefused',
        v: 1,
        data: { ...lot, ...heavy },
      }),
    ).toEqual(answer('LOT-A', heavy));
  });

  it('has nothing to say of what is no answer', () => {
    const released = { ...lot, reason: 'cancelled' };
    expect(reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, buyerAccepted)).toEqual([]);
    expect(reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, lotOffered('LOT-A'))).toEqual([]);
    expect(
      reactionsTo(whenBuyerOrLotAnswersThenAnswerPart, {
        type: 'LotAllocationReleased',
        v: 1,
        data: released,
      }),
    ).toEqual([]);
  });
});
