import { collection, OCE } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const deliveryEvents = defineEvents(
  { stream: OCE, context: 'collection', aggregate: 'delivery', id: 'deliveryId' },
  {
    ...collection.delivery,
    /** The delivery belongs to this lot and to no other. */
    DeliveryTakenIntoLot: event<{
      deliveryId: string;
      lotId: string;
      producerCode: string;
      netGrams: number;
      payableGrams: number;
    }>(),
    /** That lot was closed before the delivery came: it is in no lot, and free for another. */
    DeliveryLeftLot: event<{ deliveryId: string; lotId: string }>(),
  },
);
export type DeliveryTakenIntoLot = EventOf<typeof deliveryEvents.DeliveryTakenIntoLot>;
export type DeliveryLeftLot = EventOf<typeof deliveryEvents.DeliveryLeftLot>;

export type DeliveryEvent = EventOf<typeof deliveryEvents>;
