import type { Reservation } from '@oce/claims';
import { unknownEvent, type EventOf } from '@oce/event-sourcing';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { orderEvents } from '../../order/domain/order.events';
import {
  reservationAggregate,
  reservedForBuyer,
  reservedForDelivery,
  reservedForProceeds,
  reservedForRefund,
  reservedForReturn,
  reservedForSetOff,
  type ReservedValue,
} from '../domain/reservation';

const { BuyerAccepted } = buyerEvents;
const { OrderFulfilled } = orderEvents;
const { BuyerBalanceRefunded, BuyerBalanceSetOff, RefundReturned } = buyerEvents;
const { ProceedsReceived, OverpaymentKept, ProceedsReversed } = invoiceEvents;
type Recorded = EventOf<
  | typeof BuyerAccepted
  | typeof BuyerBalanceRefunded
  | typeof BuyerBalanceSetOff
  | typeof RefundReturned
  | typeof OrderFulfilled
  | typeof ProceedsReceived
  | typeof OverpaymentKept
>;

/**
 * What is used once only was reserved before it was written down. This reserves it again, behind the fact: where two
 * requests crossed and one of them gave it back, the value is still held; where another took it, a clerk hears. The
 * bank's reference of a receipt that was reversed is free: the same line of the statement is booked where it belongs.
 */
export const whenRecordedThenReserve = policyOn(
  BuyerAccepted,
  BuyerBalanceRefunded,
  BuyerBalanceSetOff,
  RefundReturned,
  OrderFulfilled,
  ProceedsReceived,
  OverpaymentKept,
  ProceedsReversed,
)({
  name: 'keep-claims',
  atOnce: true,
  react(event) {
    if (event.type === 'ProceedsReversed') return released(event.data);
    return valuesOf(event).map(({ id, claim }) => sendTo(reservationAggregate, id, 'TakeClaim', claim));
  },
});

function released({ bankReference, ...data }: EventOf<typeof ProceedsReversed>['data']): Reaction[] {
  if (bankReference === null) return [];
  return reservedForProceeds({ ...data, bankReference })
    .values.filter(({ claim }) => claim.kind === 'bank_reference')
    .map(({ id, claim }) => sendTo(reservationAggregate, id, 'ReleaseClaim', claim));
}

function valuesOf(event: Recorded): readonly Reservation<ReservedValue>[] {
  switch (event.type) {
    case 'BuyerAccepted':
      return reservedForBuyer(event.data).values;
    case 'OrderFulfilled':
      return reservedForDelivery(event.data).values;
    case 'BuyerBalanceRefunded':
      return reservedForRefund(event.data).values;
    case 'BuyerBalanceSetOff':
      return reservedForSetOff(event.data).values;
    case 'RefundReturned':
      return reservedForReturn(event.data).values;
    case 'ProceedsReceived':
    case 'OverpaymentKept':
      return reservedForProceeds(event.data).values;
    default:
      return unknownEvent(event);
  }
}
