import { policyOn, sendTo } from '@oce/policies';
import { shipmentEvents } from '../../shipment/domain/shipment.events';
import { orderReservationId, reservationAggregate } from '../domain/reservation';

/** A shipment that was cancelled, or came back, is in the way of its order no more. */
export const whenShipmentEndsThenFreeItsOrder = policyOn(
  shipmentEvents.ShipmentCancelled,
  shipmentEvents.ShipmentReturned,
)({
  name: 'free-order-of-shipment',
  atOnce: true,
  react: ({ data: { shipmentId, orderId } }) => [
    sendTo(reservationAggregate, orderReservationId(orderId), 'ReleaseClaim', { holder: shipmentId }),
  ],
});
