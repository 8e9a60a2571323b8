import { eventsOf } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import type { DeliveryEvent } from '../delivery/delivery.events';

/** A delivery that says it is in a lot is added to that lot, even where the process died in between. */
export const fillLotPolicy = definePolicy<DeliveryEvent>({
  name: 'fill-lot',
  subjects: [eventsOf('collection', 'delivery')],
  react(event) {
    if (event.type !== 'DeliveryTakenIntoLot') return [];
    const { lotId, ...delivery } = event.data;
    return [{ aggregate: 'lot', id: lotId, type: 'AddToLot', data: delivery }];
  },
});
