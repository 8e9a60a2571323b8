import { policyOn, sendTo } from '@oce/policies';
import { unitAggregate } from '../domain/unit';
import { unitEvents } from '../domain/unit.events';

/** What is in a unit goes where it goes. */
export const whenUnitMovesThenMoveInnerUnits = policyOn(
  unitEvents.UnitPutOnShipment,
  unitEvents.UnitTakenOffShipment,
  unitEvents.UnitLeftStock,
  unitEvents.UnitBackInStock,
)({
  name: 'move-inner-units',
  atOnce: true,
  react(event) {
    const { shipmentId, units } = event.data;
    switch (event.type) {
      case 'UnitPutOnShipment':
        return units.map((sscc) => sendTo(unitAggregate, sscc, 'LoadUnit', { shipmentId }));
      case 'UnitTakenOffShipment':
        return units.map((sscc) => sendTo(unitAggregate, sscc, 'UnloadUnit', { shipmentId }));
      case 'UnitLeftStock':
        return units.map((sscc) => sendTo(unitAggregate, sscc, 'DepartUnit', { shipmentId }));
      case 'UnitBackInStock': {
        const { stationId } = event.data;
        return units.map((sscc) => sendTo(unitAggregate, sscc, 'ReturnUnit', { shipmentId, stationId }));
      }
    }
  },
});
