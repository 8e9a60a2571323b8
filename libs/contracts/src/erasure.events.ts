import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** Why a person is not forgotten yet: something of their money is open. */
export interface ErasureHold {
  /**
   * `balance`: owed to the member, or by them. `open_share`: deliveries whose pool is not closed. `reserved_transfer`: set
   * aside for a transfer. `open_claim`: credits and premiums that are not recovered. `open_dispute`, and
   * `delivery_on_its_way`: weighed, and not graded or advanced yet.
   */
  readonly kind:
    'balance' | 'open_share' | 'reserved_transfer' | 'open_claim' | 'open_dispute' | 'delivery_on_its_way';
  /** How many lines, deliveries, transfers or claims. */
  readonly count: number;
  /** Null where no amount is known yet. */
  readonly amountCentimes: number | null;
}

/** What payments says to whoever erases a person. */
export const erasureOfAccount = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    /** A person who asked to be forgotten has money on its way; said anew whenever the reasons change. */
    ErasureHeld: event<{
      producerCode: string;
      holds: readonly ErasureHold[];
      /** Deliveries that were weighed, and that the account has yet to hear of. */
      awaited: readonly string[];
      heldOn: string;
    }>(),
    /** Nothing is open: the account takes no postings from now on, so that the person may be forgotten. */
    AccountClosed: event<{ producerCode: string; closedOn: string }>(),
  },
);
export type ErasureHeld = EventOf<typeof erasureOfAccount.ErasureHeld>;
export type AccountClosed = EventOf<typeof erasureOfAccount.AccountClosed>;
