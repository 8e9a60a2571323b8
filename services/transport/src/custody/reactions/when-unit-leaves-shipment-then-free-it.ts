import { policyOn, sendTo } from '@oce/policies';
import { shipmentEvents } from '../../shipment/domain/shipment.events';
import { custodyAggregate } from '../domain/custody';

/** A unit that a shipment did not take, that was unloaded, or that came back, may be loaded again. */
export const whenUnitLeavesShipmentThenFreeIt = policyOn(
  shipmentEvents.UnitNotTaken,
  shipmentEvents.UnitTakenOff,
  shipmentEvents.ShipmentReturned,
)({
  name: 'free-unit-of-shipment',
  atOnce: true,
  react(event) {
    const { shipmentId } = event.data;
    const reason = event.type === 'ShipmentReturned' ? 'returned' : event.data.reason;
    const units = event.type === 'ShipmentReturned' ? event.data.units : [event.data.sscc];
    return units.map((sscc) => sendTo(custodyAggregate, sscc, 'FreeUnit', { sscc, shipmentId, reason }));
  },
});
