import { OCE, sales } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const lotOfferEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'lot-offer', id: 'lotId' },
  {
    ...sales.lotOffer,
    /** What a collection station closed or a run made, as sales may know it: nobody here can make up a lot. */
    LotRecorded: event<{
      lotId: string;
      /** Null of what a run made, as are its campaign and its grade: a release gives it one for a market. */
      stationId: string | null;
      campaignId: string | null;
      productId: string;
      grade: string | null;
      netGrams: number;
      closedOn: string;
      /** Of what a run made: the run, and how many pieces it is; absent of raw lots. */
      made?: { readonly runId: string; readonly pieces: number | null };
    }>(),
    /** It is sold no more: it was recalled, or its run was taken back. What orders have of it is not delivered. */
    LotStopped: event<{ lotId: string; cause: 'recalled' | 'withdrawn'; reason: string }>(),
    /** The lot's answer to an order is no, written down so that the same order is always told the same. */
    LotAllocationRefused: event<{
      lotId: string;
      orderId: string;
      grams: number;
      leftGrams: number;
      reason: 'lot_not_offered' | 'lot_kind_mismatch' | 'lot_weight_exceeded' | 'lot_stopped';
      detail: string;
    }>(),
  },
);
export type LotRecorded = EventOf<typeof lotOfferEvents.LotRecorded>;
export type LotStopped = EventOf<typeof lotOfferEvents.LotStopped>;
export type LotAllocationRefused = EventOf<typeof lotOfferEvents.LotAllocationRefused>;

export type LotOfferEvent = EventOf<typeof lotOfferEvents>;
