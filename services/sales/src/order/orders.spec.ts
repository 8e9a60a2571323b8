import { projected } from '@oce/testing';
import {
  creditNoteIssued,
  invoiceIssued,
  orderConfirmed,
  orderFulfilled,
  orderPlaced,
  plainOrderLines,
  proceedsReceived,
} from '../../test/facts';
import type { OrderEvent } from './domain/order.events';
import { openOrdersProjection, ordersProjection } from './reads/orders';

const orderId = 'ORD-1';
const ended = { orderId, buyerId: 'BUY-01', lines: plainOrderLines };
const answered: OrderEvent = {
  type: 'OrderPartAnswered',
  v: 1,
  data: { orderId, part: 'credit', refusal: null },
};
const secured: OrderEvent = { type: 'OrderSecured', v: 1, data: { orderId, buyerId: 'BUY-01' } };
const refused: OrderEvent = {
  type: 'OrderRefused',
  v: 1,
  data: { ...ended, reason: 'buyer_limit_exceeded', detail: 'Too much.' },
};
const cancelled: OrderEvent = {
  type: 'OrderCancelled',
  v: 1,
  data: { ...ended, reason: 'withdrawn', cancelledOn: '2026-09-29' },
};
const fresh = (({ paymentDays: _days, ...data }) => data)(orderPlaced.data);

describe('orders', () => {
  it('shows an order as it was placed', () => {
    expect(projected(ordersProjection, [orderPlaced])).toEqual({
      'ORD-1': {
        ...fresh,
        status: 'placed',
        confirmedOn: null,
        deliveredOn: null,
        deliveryNoteNumber: null,
        invoiceNumber: null,
        reason: null,
        detail: null,
      },
    });
  });

  it('follows an order to its invoice, which later money does not change', () => {
    const story = [orderPlaced, answered, secured, orderConfirmed, orderFulfilled, invoiceIssued];
    const document = projected(ordersProjection, story)['ORD-1'];
    expect(document).toMatchObject({
      status: 'fulfilled',
      confirmedOn: '2026-09-28',
      deliveredOn: '2026-10-02',
      deliveryNoteNumber: 'BL-1',
      invoiceNumber: 'F-2026-000001',
    });
    const money = [proceedsReceived, creditNoteIssued];
    expect(projected(ordersProjection, [...story, ...money])['ORD-1']).toEqual(document);
  });

  it.each([
    ['secured', [secured], {}],
    ['refused', [refused], { reason: 'buyer_limit_exceeded', detail: 'Too much.' }],
    ['cancelled', [secured, cancelled], { reason: 'withdrawn', detail: null }],
  ])('shows that an order is %s, and why', (status, events, why) => {
    expect(projected(ordersProjection, [orderPlaced, answered, ...events])['ORD-1']).toMatchObject({
      status,
      ...why,
    });
  });
});

describe('open orders', () => {
  it.each([
    ['placed', []],
    ['secured', [secured]],
    ['confirmed', [secured, orderConfirmed]],
  ])('shows an order while it is %s', (status, events) => {
    expect(projected(openOrdersProjection, [orderPlaced, ...events])).toMatchObject({ 'ORD-1': { status } });
  });

  it.each([
    ['refused', [refused]],
    ['cancelled', [secured, cancelled]],
    ['fulfilled', [secured, orderConfirmed, orderFulfilled]],
  ])('lets an order go when it is %s', (_status, events) => {
    expect(projected(openOrdersProjection, [orderPlaced, ...events])).toEqual({});
  });
});
