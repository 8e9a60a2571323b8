import { collection, OCE, type LotDelivery, type LotTerms } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const lotEvents = defineEvents(
  { stream: OCE, context: 'collection', aggregate: 'lot', id: 'lotId' },
  {
    ...collection.lot,
    LotOpened: event<{
      lotId: string;
      stationId: string;
      campaignId: string;
      productId: string;
      grade: string;
      openedOn: string;
    }>(),
    DeliveryAddedToLot: event<{ lotId: string; settledAs?: LotTerms; weighedAt?: string } & LotDelivery>(),
    DeliveryTakenOutOfLot: event<{ lotId: string; deliveryId: string; reason: string }>(),
    /** The delivery came when the lot was closed or full, or is of other terms: it is not in it, and never will be. */
    DeliveryTurnedAway: event<{ lotId: string; deliveryId: string }>(),
  },
);
export type LotOpened = EventOf<typeof lotEvents.LotOpened>;
export type DeliveryTurnedAway = EventOf<typeof lotEvents.DeliveryTurnedAway>;

export type LotEvent = EventOf<typeof lotEvents>;
