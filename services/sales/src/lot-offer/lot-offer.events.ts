import type { LotAllocated, LotAllocationReleased, LotOffered } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/** What a collection station closed, as sales may know it: nobody here can make up a lot. */
export type LotRecorded = Event<
  'LotRecorded',
  {
    lotId: string;
    stationId: string;
    campaignId: string;
    productId: string;
    grade: string;
    netGrams: number;
    closedOn: string;
  },
  1
>;
/** The lot's answer to an order is no, written down so that the same order is always told the same. */
export type LotAllocationRefused = Event<
  'LotAllocationRefused',
  {
    lotId: string;
    orderId: string;
    grams: number;
    leftGrams: number;
    reason: 'lot_not_offered' | 'lot_kind_mismatch' | 'lot_weight_exceeded';
    detail: string;
  },
  1
>;

export type LotOfferEvent =
  LotRecorded | LotOffered | LotAllocated | LotAllocationRefused | LotAllocationReleased;
