import type { Reservation } from '@oce/claims';
import { unknownEvent, type EventOf } from '@oce/event-sourcing';
import { policyOn, sendTo } from '@oce/policies';
import { buyerEvents } from '../../buyer/domain/buyer.events';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { orderEvents } from '../../order/domain/order.events';
import {
  reservationAggregate,
  reservedForBuyer,
  reservedForDelivery,
  reservedForProceeds,
  type ReservedValue,
} from '../domain/reservation';

const { BuyerAccepted } = buyerEvents;
const { OrderFulfilled } = orderEvents;
const { ProceedsReceived } = invoiceEvents;
type Recorded = EventOf<typeof BuyerAccepted | typeof OrderFulfilled | typeof ProceedsReceived>;

/**
 * What is used once only was reserved before it was written down. This reserves it again, behind the fact: where two
 * requests crossed and one of them gave it back, the value is still held; where another took it, a clerk hears.
 */
export const whenRecordedThenReserve = policyOn(
  BuyerAccepted,
  OrderFulfilled,
  ProceedsReceived,
)({
  name: 'keep-claims',
  atOnce: true,
  react: (event) =>
    valuesOf(event).map(({ id, claim }) => sendTo(reservationAggregate, id, 'TakeClaim', claim)),
});

function valuesOf(event: Recorded): readonly Reservation<ReservedValue>[] {
  switch (event.type) {
    case 'BuyerAccepted':
      return reservedForBuyer(event.data).values;
    case 'OrderFulfilled':
      return reservedForDelivery(event.data).values;
    case 'ProceedsReceived':
      return reservedForProceeds(event.data).values;
    default:
      return unknownEvent(event);
  }
}
