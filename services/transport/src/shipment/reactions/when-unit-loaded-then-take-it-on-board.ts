import { transport } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { shipmentAggregate } from '../domain/shipment';

/** A unit that says it is on a shipment is taken by it, even where the process died in between. */
export const whenUnitLoadedThenTakeItOnBoard = policyOn(transport.custody.UnitLoaded)({
  name: 'take-unit-on-board',
  atOnce: true,
  react: ({ data: { shipmentId, sscc, goods, within, netGrams } }) => [
    sendTo(shipmentAggregate, shipmentId, 'TakeOnBoard', { sscc, goods, within, netGrams }),
  ],
});
