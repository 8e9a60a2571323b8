import { projected } from '@oce/testing';
import { buyerAccepted } from '../../test/facts';
import type { BuyerEvent } from './domain/buyer.events';
import { buyersProjection } from './reads/buyers';

const about = { buyerId: 'BUY-01', orderId: 'ORD-1' };
const reserved: BuyerEvent = {
  type: 'BuyerCreditReserved',
  v: 1,
  data: { ...about, buyerReference: null, amountCentimes: 1_500_000, usedCentimes: 1_500_000 },
};
const paid: BuyerEvent = {
  type: 'BuyerCreditReleased',
  v: 1,
  data: { ...about, releaseId: 'PRO-1', cause: 'paid', amountCentimes: 500_000, usedCentimes: 1_000_000 },
};
const lowered: BuyerEvent = {
  type: 'BuyerLimitSet',
  v: 1,
  data: { buyerId: 'BUY-01', limitCentimes: 900_000, usedCentimes: 1_000_000 },
};
const refused: BuyerEvent = {
  type: 'BuyerCreditRefused',
  v: 1,
  data: {
    buyerId: 'BUY-01',
    orderId: 'ORD-2',
    amountCentimes: 9,
    usedCentimes: 1_000_000,
    limitCentimes: 1,
    reason: 'buyer_limit_exceeded',
    detail: 'Too much.',
  },
};

it('buyers shows the limit, what is in use and what is left, below zero too', () => {
  const story = [buyerAccepted, reserved, paid, refused];
  const before = projected(buyersProjection, story)['BUY-01'];
  expect(before).toMatchObject({
    limitCentimes: 2_000_000,
    usedCentimes: 1_000_000,
    leftCentimes: 1_000_000,
  });
  expect(projected(buyersProjection, [...story, lowered])).toEqual({
    'BUY-01': {
      ...buyerAccepted.data,
      limitCentimes: 900_000,
      balanceCentimes: 0,
      usedCentimes: 1_000_000,
      leftCentimes: -100_000,
    },
  });
});

it('buyers knows nothing of a buyer that was not accepted', () => {
  expect(projected(buyersProjection, [reserved])).toEqual({});
});
