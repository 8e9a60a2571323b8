import { OCE, sales } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const lotOfferEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'lot-offer', id: 'lotId' },
  {
    ...sales.lotOffer,
    /** What a collection station closed, as sales may know it: nobody here can make up a lot. */
    LotRecorded: event<{
      lotId: string;
      stationId: string;
      campaignId: string;
      productId: string;
      grade: string;
      netGrams: number;
      closedOn: string;
    }>(),
    /** The lot's answer to an order is no, written down so that the same order is always told the same. */
    LotAllocationRefused: event<{
      lotId: string;
      orderId: string;
      grams: number;
      leftGrams: number;
      reason: 'lot_not_offered' | 'lot_kind_mismatch' | 'lot_weight_exceeded';
      detail: string;
    }>(),
  },
);
export type LotRecorded = EventOf<typeof lotOfferEvents.LotRecorded>;
export type LotAllocationRefused = EventOf<typeof lotOfferEvents.LotAllocationRefused>;

export type LotOfferEvent = EventOf<typeof lotOfferEvents>;
