import { transport } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { unitAggregate } from '../domain/unit';

/** A unit follows its shipment: loaded, unloaded, gone, back in stock. One policy, so that a unit hears all in turn. */
export const whenShipmentMovesThenMoveUnit = policyOn(
  transport.custody.UnitLoaded,
  transport.custody.UnitUnloaded,
  transport.shipment.ShipmentDeparted,
  transport.shipment.ShipmentReturned,
)({
  name: 'move-units-with-shipment',
  react(event) {
    const { shipmentId } = event.data;
    switch (event.type) {
      case 'UnitLoaded':
        return [sendTo(unitAggregate, event.data.sscc, 'LoadUnit', { shipmentId })];
      case 'UnitUnloaded':
        return [sendTo(unitAggregate, event.data.sscc, 'UnloadUnit', { shipmentId })];
      case 'ShipmentDeparted':
        return event.data.units.map((sscc) => sendTo(unitAggregate, sscc, 'DepartUnit', { shipmentId }));
      case 'ShipmentReturned': {
        const { stationId, units } = event.data;
        return units.map((sscc) => sendTo(unitAggregate, sscc, 'ReturnUnit', { shipmentId, stationId }));
      }
    }
  },
});
