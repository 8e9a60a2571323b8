import type { OrderCancelled } from '@oce/contracts';
import { command, given, testMeta } from '@oce/testing';
import {
  contractSigned,
  lotFacts,
  orderConfirmed,
  orderFulfilled,
  orderPlaced,
  plainOrderLines,
  invoiceTax,
} from '../../test/facts';
import { orderAggregate } from './domain/order';
import type { PlaceOrder } from './domain/order.commands';
import type { OrderEvent, OrderPartAnswered, OrderSecured, PartRefusal } from './domain/order.events';

const orderId = 'ORD-1';
const contractId = 'CT-1';
const place = (change: Partial<PlaceOrder['data']> = {}): PlaceOrder => ({
  type: 'PlaceOrder',
  data: {
    orderId,
    contractId,
    buyerReference: 'PO 77',
    lines: plainOrderLines,
    placedOn: '2026-09-27',
    ...change,
  },
  facts: {
    contract: contractSigned.data,
    lots: [lotFacts('LOT-A'), lotFacts('LOT-B', 'vierge')],
    densityGramsPerLitre: null,
    vat: invoiceTax.vat,
  },
  meta: testMeta(),
});
const answer = (part: string, refusal: PartRefusal | null = null) =>
  command('AnswerPart', { orderId, part, refusal });
const answered = (part: string, refusal: PartRefusal | null = null): OrderPartAnswered => ({
  type: 'OrderPartAnswered',
  v: 1,
  data: { orderId, part, refusal },
});
const secured: OrderSecured = { type: 'OrderSecured', v: 1, data: { orderId, buyerId: 'BUY-01' } };
const confirm = (confirmedOn = '2026-09-28') => command('ConfirmOrder', { orderId, confirmedOn });
const fulfil = (deliveredOn = '2026-10-02', deliveryNoteNumber = 'BL-1') => ({
  ...command('FulfilOrder', { orderId, deliveryNoteNumber, deliveredOn }),
  tax: invoiceTax,
});
const cancel = command('CancelOrder', { orderId, reason: 'the buyer withdrew', cancelledOn: '2026-09-29' });
const cancelledOtherwise = [
  command('CancelOrder', { ...cancel.data, reason: 'no lorry' }),
  command('CancelOrder', { ...cancel.data, cancelledOn: '2026-09-30' }),
];
const cancelled: OrderCancelled = {
  type: 'OrderCancelled',
  v: 1,
  data: {
    orderId,
    buyerId: 'BUY-01',
    lines: plainOrderLines,
    reason: 'the buyer withdrew',
    cancelledOn: '2026-09-29',
  },
};
const tooMuch = { reason: 'buyer_limit_exceeded', detail: 'Too much.' };
const tooHeavy = { reason: 'lot_weight_exceeded', detail: 'Too heavy.' };
const refused: OrderEvent = {
  type: 'OrderRefused',
  v: 1,
  data: { orderId, buyerId: 'BUY-01', lines: plainOrderLines, ...tooMuch },
};

const isPlaced: OrderEvent[] = [orderPlaced];
const isSecured: OrderEvent[] = [
  ...isPlaced,
  answered('credit'),
  answered('LOT-B'),
  answered('LOT-A'),
  secured,
];
const isConfirmed: OrderEvent[] = [...isSecured, orderConfirmed];
const isFulfilled: OrderEvent[] = [...isConfirmed, orderFulfilled];
const isCancelled: OrderEvent[] = [...isSecured, cancelled];
const isRefused: OrderEvent[] = [...isPlaced, refused];

describe('placing an order', () => {
  it('prices it by its contract', () => {
    given(orderAggregate, []).when(place()).then(orderPlaced);
  });

  it('is done once', () => {
    given(orderAggregate, isPlaced).when(place()).thenNothing();
    given(orderAggregate, isFulfilled).when(place()).thenNothing();
  });

  it('refuses another order under its id', () => {
    for (const other of [
      { buyerReference: null },
      { placedOn: '2026-09-28' },
      { lines: plainOrderLines.slice(1) },
    ])
      given(orderAggregate, isPlaced).when(place(other)).thenRefused('order_placed_already');
  });

  it('is refused before its contract was signed, and with lines that have no price', () => {
    given(orderAggregate, [])
      .when(place({ placedOn: '2026-08-31' }))
      .thenRefused('placed_before_contract');
    given(orderAggregate, [])
      .when(place({ lines: [] }))
      .thenRefused('lines_missing');
  });

  it('comes before anything else', () => {
    for (const cmd of [answer('credit'), confirm(), fulfil(), cancel]) {
      given(orderAggregate, []).when(cmd).thenRefused('order_unknown');
    }
  });
});

describe('the answers to an order', () => {
  it('are gathered in any order, and secure it when the last one is yes', () => {
    given(orderAggregate, isPlaced).when(answer('LOT-B')).then(answered('LOT-B'));
    given(orderAggregate, [...isPlaced, answered('LOT-B'), answered('credit')])
      .when(answer('LOT-A'))
      .then(answered('LOT-A'), secured);
  });

  it('refuse it once all are there, with the reason of the first part', () => {
    const one = [...isPlaced, answered('LOT-A', tooHeavy)];
    given(orderAggregate, one).when(answer('credit', tooMuch)).then(answered('credit', tooMuch));
    given(orderAggregate, [...one, answered('credit', tooMuch)])
      .when(answer('LOT-B'))
      .then(answered('LOT-B'), refused);
  });

  it('count once, and none is taken back', () => {
    given(orderAggregate, [...isPlaced, answered('credit', tooMuch)])
      .when(answer('credit', tooMuch))
      .thenNothing();
    given(orderAggregate, isSecured).when(answer('LOT-A')).thenNothing();
    given(orderAggregate, [...isPlaced, answered('credit')])
      .when(answer('credit', tooMuch))
      .thenRefused('part_answered_already');
  });

  it('are of its own parts only', () => {
    given(orderAggregate, isPlaced).when(answer('LOT-Z')).thenRefused('part_unknown');
  });
});

describe('an order that stands', () => {
  it('is confirmed once', () => {
    given(orderAggregate, isSecured).when(confirm()).then(orderConfirmed);
    given(orderAggregate, isConfirmed).when(confirm()).thenNothing();
    given(orderAggregate, isFulfilled).when(confirm()).thenNothing();
    given(orderAggregate, isConfirmed).when(confirm('2026-09-29')).thenRefused('order_confirmed_already');
    given(orderAggregate, isSecured).when(confirm('2026-09-26')).thenRefused('confirmed_before_placed');
  });

  it('is fulfilled once, after it was confirmed', () => {
    given(orderAggregate, isConfirmed).when(fulfil()).then(orderFulfilled);
    given(orderAggregate, isFulfilled).when(fulfil()).thenNothing();
    for (const other of [fulfil('2026-10-02', 'BL-2'), fulfil('2026-10-03')])
      given(orderAggregate, isFulfilled).when(other).thenRefused('order_fulfilled_already');
    given(orderAggregate, isSecured).when(fulfil()).thenRefused('order_not_confirmed');
    given(orderAggregate, isConfirmed).when(fulfil('2026-09-27')).thenRefused('delivered_before_confirmed');
  });

  it('is cancelled once, before its goods leave', () => {
    given(orderAggregate, isSecured).when(cancel).then(cancelled);
    given(orderAggregate, isConfirmed).when(cancel).then(cancelled);
    given(orderAggregate, isCancelled).when(cancel).thenNothing();
    for (const other of cancelledOtherwise)
      given(orderAggregate, isCancelled).when(other).thenRefused('order_cancelled_already');
    given(orderAggregate, isFulfilled).when(cancel).thenRefused('order_fulfilled_already');
  });
});

describe('an order that does not stand', () => {
  it.each<[string, OrderEvent[], string]>([
    ['not yet secured', isPlaced, 'order_not_secured'],
    ['refused', isRefused, 'order_refused'],
  ])('because it is %s is neither confirmed nor fulfilled nor cancelled', (_why, past, slug) => {
    for (const cmd of [confirm(), fulfil(), cancel]) given(orderAggregate, past).when(cmd).thenRefused(slug);
  });

  it('because it is cancelled is neither confirmed nor fulfilled', () => {
    for (const cmd of [confirm(), fulfil()]) {
      given(orderAggregate, isCancelled).when(cmd).thenRefused('order_cancelled');
    }
  });
});
