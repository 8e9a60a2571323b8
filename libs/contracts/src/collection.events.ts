import type { Event } from '@oce/event-sourcing';

/** Catch weight: a count beside the weight. */
export interface Containers {
  readonly kind: string;
  readonly count: number;
}

export type StationOpened = Event<
  'StationOpened',
  { stationId: string; name: string; cooperativeId: string; openedOn: string },
  1
>;

/** One weighing at the bridge. Version 1 had no `scaleId`; the upcaster sets it to null. */
export type DeliveryWeighedIn = Event<
  'DeliveryWeighedIn',
  {
    deliveryId: string;
    stationId: string;
    terminalId: string;
    scaleId: string | null;
    ticketNumber: string;
    producerCode: string;
    campaignId: string;
    productId: string;
    grossGrams: number;
    tareGrams: number;
    netGrams: number;
    containers?: Containers;
    weighedAt: string;
  },
  2
>;

/** A named reduction of the net weight at grading, in the order in which they were applied. */
export interface Reduction {
  readonly kind: 'impurities' | 'moisture_by_dry_matter' | 'moisture_by_pencil_shrink';
  readonly measuredPpm: number;
  readonly allowedPpm: number;
  readonly fromGrams: number;
  readonly reducedGrams: number;
}

export type DeliveryGraded = Event<
  'DeliveryGraded',
  {
    deliveryId: string;
    stationId: string;
    producerCode: string;
    campaignId: string;
    productId: string;
    grade: string;
    sample: { sampleId: string; impuritiesPpm: number; moisturePpm: number };
    reductions: readonly Reduction[];
    netGrams: number;
    payableGrams: number;
    weighedAt: string;
    /** The reversed delivery that this one stands for: its reversal has said so already, with the weights. */
    replaces: string | null;
  },
  1
>;
export type DeliveryRefused = Event<
  'DeliveryRefused',
  { deliveryId: string; stationId: string; producerCode: string; netGrams: number; reason: string },
  1
>;
export type DeliveryReversed = Event<
  'DeliveryReversed',
  {
    deliveryId: string;
    stationId: string;
    producerCode: string;
    campaignId: string;
    productId: string;
    /** Null where it had not been graded. */
    grade: string | null;
    netGrams: number;
    payableGrams: number;
    reason: string;
    /**
     * The delivery that stands for it from now on, as it is now known; null where none does. Whoever counts the
     * original counts this in its place: the replacement's own `DeliveryGraded` says `replaces`, so as not to count
     * twice.
     */
    replacement: {
      deliveryId: string;
      ticketNumber: string;
      grossGrams: number;
      tareGrams: number;
      netGrams: number;
      /** What the sample of the original takes off the right weight; empty where it had not been graded. */
      reductions: readonly Reduction[];
      payableGrams: number;
    } | null;
  },
  1
>;

export interface LotDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly netGrams: number;
  readonly payableGrams: number;
}
export type LotClosed = Event<
  'LotClosed',
  {
    lotId: string;
    stationId: string;
    campaignId: string;
    productId: string;
    grade: string;
    netGrams: number;
    deliveries: readonly LotDelivery[];
    closedOn: string;
  },
  1
>;

/** What collection says to the others. */
export type CollectionContractEvent =
  StationOpened | DeliveryWeighedIn | DeliveryGraded | DeliveryRefused | DeliveryReversed | LotClosed;
