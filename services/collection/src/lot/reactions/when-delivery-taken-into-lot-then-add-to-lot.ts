import { policyOn, sendTo } from '@oce/policies';
import { deliveryEvents } from '../../delivery/domain/delivery.events';
import { lotAggregate } from '../domain/lot';

/** A delivery that says it is in a lot is added to that lot, even where the process died in between. */
export const whenDeliveryTakenIntoLotThenAddToLot = policyOn(deliveryEvents.DeliveryTakenIntoLot)({
  // Older than the name of this file, and kept: under another the policy would begin anew.
  name: 'fill-lot',
  atOnce: true,
  react({ data: { lotId, deliveryId, producerCode, netGrams, payableGrams, ...told } }) {
    const delivery = { deliveryId, producerCode, netGrams, payableGrams, ...told };
    return [sendTo(lotAggregate, lotId, 'AddToLot', delivery)];
  },
});
