import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** What is done in a recall, and so in a drill: whom and what to find, in the order in which it is usually done. */
export type DrillStep = 'lots' | 'stock' | 'units' | 'shipments' | 'buyers' | 'cooperatives' | 'other';

/** What traceability says to the others: drills of recalls, and what traders paid meanwhile. */
export const traceability = {
  drill: defineEvents(
    { stream: OCE, context: 'traceability', aggregate: 'drill', id: 'drillId' },
    {
      /** A recall is tried on a lot: all of its grams are to be found. */
      RecallDrillStarted: event<{
        drillId: string;
        lotId: string;
        productId: string;
        toFindGrams: number;
        startedBy: string;
        startedAt: string;
      }>(),
      RecallDrillStepRecorded: event<{
        drillId: string;
        stepId: string;
        step: DrillStep;
        /** How long it took. */
        minutes: number;
        /** Of the lot, where this step found it, and no step before. */
        foundGrams: number;
        contactsTried: number;
        contactsReached: number;
        note: string | null;
        recordedBy: string;
        recordedAt: string;
      }>(),
      RecallDrillClosed: event<{
        drillId: string;
        foundGrams: number;
        /** Of what was to be found, rounded down: 1,000,000 is all of it. */
        foundPpm: number;
        contactsTried: number;
        contactsReached: number;
        /** From its start to its end; a minute that was begun counts. */
        minutes: number;
        mostMinutes: number;
        isInTime: boolean;
        closedBy: string;
        closedAt: string;
      }>(),
    },
  ),
  traderPrice: defineEvents(
    { stream: OCE, context: 'traceability', aggregate: 'trader-price', id: 'priceId' },
    {
      /** What a trader paid at a place on a day: to be seen beside what members received. */
      TraderPriceEntered: event<{
        priceId: string;
        place: string;
        productId: string;
        day: string;
        pricePerKgCentimes: number;
        /** Who says so: a market's list, a visit. */
        source: string;
        enteredBy: string;
      }>(),
      /** It was entered wrong: nobody sees it any more. */
      TraderPriceWithdrawn: event<{ priceId: string; reason: string; withdrawnBy: string }>(),
    },
  ),
};

export type RecallDrillStarted = EventOf<typeof traceability.drill.RecallDrillStarted>;
export type RecallDrillStepRecorded = EventOf<typeof traceability.drill.RecallDrillStepRecorded>;
export type RecallDrillClosed = EventOf<typeof traceability.drill.RecallDrillClosed>;
export type TraderPriceEntered = EventOf<typeof traceability.traderPrice.TraderPriceEntered>;
export type TraderPriceWithdrawn = EventOf<typeof traceability.traderPrice.TraderPriceWithdrawn>;

export type TraceabilityContractEvent = EventOf<(typeof traceability)[keyof typeof traceability]>;
