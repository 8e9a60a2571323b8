import type { InvoiceTax, OrderPlaced } from '@oce/contracts';
import { conflict, defineAggregate, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type {
  CancelOrder,
  ConfirmOrder,
  FulfilOrder,
  OrderCommand,
  OrderState,
  TakeReceipt,
} from './order.commands';
import { orderEvents, type OrderEvent } from './order.events';
import { receivedLines } from './price-lines';
import { answerPart, placeOrder, plainLines } from './secure-order';

/**
 * An order from the buyer's word to the delivery note. Placing it asks its buyer for credit and each of its lots for
 * weight; the order gathers the answers and ends secured, or refused with the reason of its first part that said no.
 */
export const orderAggregate = defineAggregate<OrderState, OrderCommand, typeof orderEvents>(orderEvents, {
  initial: { status: 'none', answers: new Map() },
  decide: {
    PlaceOrder: placeOrder,
    AnswerPart: ({ data }, state) => answerPart(data, placed(state), state),
    ConfirmOrder: ({ data }, state) => confirmOrder(data, placed(state), state),
    FulfilOrder: ({ data, tax, stopped }, state) =>
      fulfilOrder(data, { tax: tax ?? null, stopped: stopped ?? null }, placed(state), state),
    TakeReceipt: ({ data: { received, tax, stopped, ...data } }, state) =>
      fulfilOrder(data, { tax, stopped, received }, placed(state), state),
    CancelOrder: ({ data }, state) => cancelOrder(data, placed(state), state),
  },
  evolve: {
    OrderPlaced: (state, { data }) => ({ ...state, status: 'placed', order: data }),
    OrderPartAnswered: (state, { data }) => ({
      ...state,
      answers: new Map(state.answers).set(data.part, data.refusal),
    }),
    OrderSecured: (state) => ({ ...state, status: 'secured' }),
    OrderRefused: (state, { data: { reason, detail } }) => ({
      ...state,
      status: 'refused',
      refusal: { reason, detail },
    }),
    OrderConfirmed: (state, { data }) => ({ ...state, status: 'confirmed', confirmedOn: data.confirmedOn }),
    OrderFulfilled: (state, { data: { deliveryNoteNumber, deliveredOn } }) => ({
      ...state,
      status: 'fulfilled',
      delivery: { deliveryNoteNumber, deliveredOn },
    }),
    OrderCancelled: (state, { data: { reason, cancelledOn } }) => ({
      ...state,
      status: 'cancelled',
      cancellation: { reason, cancelledOn },
    }),
  },
});

function placed({ order }: OrderState): OrderPlaced['data'] {
  if (!order) throw notFound('order_unknown', 'There is no such order.', 'orderId');
  return order;
}

/** One ladder for what happens to an order that stands: refused, cancelled and not yet secured ones stand no more. */
function refuseUnlessStanding({ status, refusal }: OrderState): void {
  if (status === 'refused')
    throw conflict('order_refused', `The order was refused: ${refusal?.detail}`, 'orderId');
  if (status === 'cancelled') throw conflict('order_cancelled', 'The order was cancelled.', 'orderId');
  if (status === 'placed')
    throw conflict(
      'order_not_secured',
      'Credit and lots are being set aside: try again in a moment.',
      'orderId',
    );
}

function confirmOrder(
  { orderId, confirmedOn }: ConfirmOrder['data'],
  { buyerId, placedOn }: OrderPlaced['data'],
  state: OrderState,
): OrderEvent[] {
  refuseUnlessStanding(state);
  if (state.status !== 'secured') {
    if (state.confirmedOn !== confirmedOn)
      throw conflict(
        'order_confirmed_already',
        `The order was confirmed on ${state.confirmedOn}.`,
        'confirmedOn',
      );
    return [];
  }
  if (confirmedOn < placedOn)
    throw invalid('confirmed_before_placed', `The order was placed on ${placedOn}.`, 'confirmedOn');
  return [orderEvents.OrderConfirmed({ orderId, buyerId, confirmedOn })];
}

/** What stands beside a delivery. */
interface Delivered {
  readonly tax: InvoiceTax | null;
  readonly stopped: NonNullable<FulfilOrder['stopped']> | null;
  /** What transport says that was received; at the gate all that was ordered leaves. */
  readonly received?: TakeReceipt['data']['received'];
}

function fulfilOrder(
  { orderId, deliveryNoteNumber, deliveredOn }: FulfilOrder['data'],
  { tax, stopped, received }: Delivered,
  order: OrderPlaced['data'],
  state: OrderState,
): OrderEvent[] {
  refuseUnlessStanding(state);
  const { delivery, confirmedOn } = state;
  if (delivery && saysTheSame(delivery, { deliveryNoteNumber, deliveredOn })) return [];
  if (delivery)
    throw conflict(
      'order_fulfilled_already',
      `It was delivered under ${delivery.deliveryNoteNumber} on ${delivery.deliveredOn}.`,
      delivery.deliveryNoteNumber === deliveryNoteNumber ? 'deliveredOn' : 'deliveryNoteNumber',
    );
  if (confirmedOn === undefined)
    throw conflict('order_not_confirmed', 'Confirm the order before its goods leave.', 'orderId');
  if (deliveredOn < confirmedOn)
    throw invalid('delivered_before_confirmed', `The order was confirmed on ${confirmedOn}.`, 'deliveredOn');
  if (stopped) throw conflict(stopped.slug, stopped.detail, 'orderId');
  const { buyerId, contractId, kind, paymentDays } = order;
  const lines = received === undefined ? order.lines : receivedLines(order.lines, received);
  if (lines.length === 0)
    throw conflict(
      'nothing_received',
      'Nothing of the order came: cancel it, or have it sent again.',
      'orderId',
    );
  const amountCentimes = sumExactly(lines.map((line) => line.amountCentimes));
  const placed = { orderId, buyerId, contractId, kind, lines, amountCentimes, paymentDays };
  return [orderEvents.OrderFulfilled({ ...placed, deliveryNoteNumber, deliveredOn, tax })];
}

function cancelOrder(
  { orderId, reason, cancelledOn }: CancelOrder['data'],
  order: OrderPlaced['data'],
  state: OrderState,
): OrderEvent[] {
  const { cancellation } = state;
  if (cancellation && saysTheSame(cancellation, { reason, cancelledOn })) return [];
  if (cancellation)
    throw conflict(
      'order_cancelled_already',
      `The order was cancelled on ${cancellation.cancelledOn}: ${cancellation.reason}.`,
      cancellation.reason === reason ? 'cancelledOn' : 'reason',
    );
  refuseUnlessStanding(state);
  if (state.status === 'fulfilled')
    throw conflict('order_fulfilled_already', 'The goods have left: write a credit note instead.', 'orderId');
  const data = { orderId, buyerId: order.buyerId, lines: plainLines(order), reason, cancelledOn };
  return [orderEvents.OrderCancelled(data)];
}
