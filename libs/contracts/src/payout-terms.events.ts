import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** What payments says of the terms of payouts; there is one set of them, in dated versions. */
export const payoutTerms = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'payout-terms', id: 'termsId' },
  {
    /** From a day on nothing is transferred that comes to less: it stays on the account and goes with what comes later. */
    PayoutTermsPublished: event<{
      termsId: string;
      version: string;
      validFrom: string;
      minimumTransferCentimes: number;
      /** How many days cash waits at a counter; absent where the terms do not say. */
      cashDays?: number;
    }>(),
  },
);

export type PayoutTermsPublished = EventOf<typeof payoutTerms.PayoutTermsPublished>;
