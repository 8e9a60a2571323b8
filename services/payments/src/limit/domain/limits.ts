import { OCE } from '@oce/contracts';
import {
  defineEvents,
  event,
  limitOn,
  limitsAggregate,
  type Asked,
  type Confirmed,
  type Limit,
  type Rejected,
} from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';

export const limitsEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'limits', id: 'limitsId' },
  {
    /** From a day on, one person may do no more of a kind alone. */
    LimitPublished: event<{ limitsId: string } & Limit>(),
    /** Someone wants to raise a limit. */
    SecondPersonAsked: event<{ limitsId: string } & Asked>(),
    ProposalConfirmed: event<{ limitsId: string } & Confirmed>(),
    ProposalRejected: event<{ limitsId: string } & Rejected>(),
  },
);

/** From the beginning, in centimes; a price and milling are of a kilogram [R]. Generous for an honest office. */
export const FIRST_LIMITS = {
  credit: 10_000_000,
  premium: 2_000_000,
  charge: 500_000_000,
  dispute: 5_000_000,
  price: 200_000,
  milling: 1_000,
} as const;

/** Limits of credits, premiums, charges on pools, upheld disputes, purchase prices and the milling that pools pay for. */
export const limits = limitsAggregate(limitsEvents, FIRST_LIMITS, businessDate);

/** What commands are told of limits: those that were published; the first ones hold beside them. */
export interface LimitFacts {
  readonly limits: readonly Limit[];
}

/** What one person may do of a kind when a command comes. */
export const limitAt = (
  kind: keyof typeof FIRST_LIMITS,
  facts: Partial<LimitFacts> | undefined,
  now: string,
): number => limitOn(FIRST_LIMITS, facts?.limits ?? [], kind, businessDate(now));
