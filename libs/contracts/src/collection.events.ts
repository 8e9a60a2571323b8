import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

import { OCE } from './streams';

/** Catch weight: a count beside the weight. */
export interface Containers {
  readonly kind: string;
  readonly count: number;
  /** What one weighs empty, where the tare is without them: the net weight is less by all of them. */
  readonly tareGramsEach?: number;
}

/**
 * What a lot's goods are settled by (chain.md 1): shared by all lots of a campaign and grade; what the lot's own sale earned;
 * bought at the price of the delivery, for OCE to sell; pressed for the member, who takes the output home. One lot, one term.
 */
export type LotTerms = 'pooled' | 'traceable' | 'purchased' | 'toll';

/** What the indicator said (chain.md 10): a weighing that stands before the law. Each may be unknown to an old terminal. */
export interface WeighingRecord {
  /** Record number of the alibi memory, or of the totaliser. */
  readonly alibiNumber: string | null;
  readonly scaleSerial: string | null;
  readonly isStable: boolean | null;
  /** Whether the scale showed zero since the ticket before. */
  readonly sawZero: boolean | null;
  readonly divisionGrams: number | null;
  readonly source: 'scale' | 'typed' | 'second_weighing';
  /** Why it was typed; null where it was not. */
  readonly typedReason: string | null;
  /** The terminal's own order of its tickets, with the epoch of its enrolment: no clock is needed for it. */
  readonly counter: number | null;
  readonly epoch: number | null;
  /** The terminal's clock less the server's when it was sent, in milliseconds; null where it was not measured. */
  readonly skewMs: number | null;
}

/** A named reduction of the net weight at grading, in the order in which they were applied. */
export interface Reduction {
  readonly kind: 'impurities' | 'moisture_by_dry_matter' | 'moisture_by_pencil_shrink';
  readonly measuredPpm: number;
  readonly allowedPpm: number;
  readonly fromGrams: number;
  readonly reducedGrams: number;
}

/** The quality sheet that a delivery gets in the place of a wrong one. */
export interface Regraded {
  readonly grade: string;
  readonly sample: {
    readonly sampleId: string;
    readonly impuritiesPpm: number;
    readonly moisturePpm: number;
  };
  readonly weighedAt: string;
  /** The closed lot that the delivery is in, and its replacement in its place; null where it is in none. */
  readonly lotId: string | null;
  /** Who upheld the dispute that it follows from; absent where whoever regraded did so by hand. */
  readonly upheldBy?: string;
}

/**
 * How water above the base is taken off. A contract names one method:
 * by dry matter, what the weight would be if dried to the base (weight x (1 - measured) / (1 - base));
 * by pencil shrink, a fixed share of the weight for each percentage point above the base (1.4 % is 14000 ppm).
 */
export type MoistureMethod =
  { readonly kind: 'dry_matter' } | { readonly kind: 'pencil_shrink'; readonly shrinkPpmPerPoint: number };

/** What a contract says about reductions, as frozen at delivery. Without `moisture`, water is not looked at. */
export interface ReductionTerms {
  readonly impuritiesTolerancePpm: number;
  readonly moisture?: { readonly basePpm: number; readonly method: MoistureMethod };
}

export interface LotDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly netGrams: number;
  readonly payableGrams: number;
  /** The plot that it was harvested on, and when; absent where nobody said. */
  readonly plotId?: string;
  readonly harvestedOn?: string;
}

/** What collection says to the others. */
export const collection = {
  station: defineEvents(
    { stream: OCE, context: 'collection', aggregate: 'station', id: 'stationId' },
    {
      StationOpened: event<{ stationId: string; name: string; cooperativeId: string; openedOn: string }>(),
    },
  ),
  delivery: defineEvents(
    { stream: OCE, context: 'collection', aggregate: 'delivery', id: 'deliveryId' },
    {
      /** One weighing at the bridge. Version 1 had no `scaleId`; the upcaster sets it to null. */
      DeliveryWeighedIn: event<{
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
        /** Absent where it was not said: pooled, unless its lot is offered as traceable. */
        settledAs?: LotTerms;
        plotId?: string;
        harvestedOn?: string;
        /** Absent where the terminal sends none. */
        record?: WeighingRecord;
      }>().version(2, { 1: (data) => ({ ...data, scaleId: null }) }),
      DeliveryGraded: event<{
        deliveryId: string;
        stationId: string;
        producerCode: string;
        campaignId: string;
        productId: string;
        grade: string;
        sample: { sampleId: string; impuritiesPpm: number; moisturePpm: number };
        reductions: readonly Reduction[];
        /** What its goods are settled by; absent where it was not said. */
        settledAs?: LotTerms;
        /** The terms of the day of the weighing, frozen: a correction goes by them. Absent in gradings of older logs. */
        terms?: ReductionTerms;
        netGrams: number;
        payableGrams: number;
        weighedAt: string;
        /** The reversed delivery that this one stands for: its reversal has said so already, with the weights. */
        replaces: string | null;
      }>(),
      DeliveryRefused: event<{
        deliveryId: string;
        stationId: string;
        producerCode: string;
        netGrams: number;
        reason: string;
      }>(),
      DeliveryReversed: event<{
        deliveryId: string;
        stationId: string;
        producerCode: string;
        campaignId: string;
        productId: string;
        /** What its goods were settled by; absent where it was not said. */
        settledAs?: LotTerms;
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
          /** Where it was not weighed but graded wrong: the right sheet. Version 1 knew no regrading. */
          regraded: Regraded | null;
        } | null;
      }>().version(2, {
        1: ({ replacement, ...data }) => ({
          ...data,
          replacement: replacement ? { ...(replacement as object), regraded: null } : null,
        }),
      }),
    },
  ),
  lot: defineEvents(
    { stream: OCE, context: 'collection', aggregate: 'lot', id: 'lotId' },
    {
      LotClosed: event<{
        lotId: string;
        stationId: string;
        campaignId: string;
        productId: string;
        grade: string;
        netGrams: number;
        /** Absent where it was not said: its offer says whether it is pooled or traceable. */
        settledAs?: LotTerms;
        deliveries: readonly LotDelivery[];
        /** When the first of its deliveries was weighed; absent in older logs. */
        weighedFrom?: string;
        closedOn: string;
      }>(),
    },
  ),
};

export type StationOpened = EventOf<typeof collection.station.StationOpened>;
export type DeliveryWeighedIn = EventOf<typeof collection.delivery.DeliveryWeighedIn>;
export type DeliveryGraded = EventOf<typeof collection.delivery.DeliveryGraded>;
export type DeliveryRefused = EventOf<typeof collection.delivery.DeliveryRefused>;
export type DeliveryReversed = EventOf<typeof collection.delivery.DeliveryReversed>;
export type LotClosed = EventOf<typeof collection.lot.LotClosed>;

export type CollectionContractEvent = EventOf<(typeof collection)[keyof typeof collection]>;
