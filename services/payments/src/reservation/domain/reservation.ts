import { defineClaims, type ClaimEvent } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';

export interface Reservation {
  /** The member or the pool that has the value. */
  readonly holder: string;
  /** Names the refusal to others: `rib` is `rib_taken`. */
  readonly purpose: string;
  /** Said for an account that a family shares: each has a part of it, which the others cannot give back. */
  readonly shared?: boolean;
}

export type ReservationEvent = ClaimEvent<Reservation>;

/** What only one may have: the account of a bank (by its keyed hash), what a pool pays for. In the log it is a claim. */
export const reservationAggregate = defineClaims<Reservation>(OCE, 'payments', ({ purpose }, holder) => {
  const isRib = purpose === 'rib';
  const message = isRib
    ? `This account is that of ${holder} already: ask the bank whose it is. Where a family shares it, propose it as shared.`
    : `${holder} pays for a part of it already: leave that part out.`;
  return conflict(`${purpose}_taken`, message, isRib ? 'rib' : undefined);
});

/** The id of the reservation of what a pool pays for: a grade of a campaign, or a traceable lot. */
export const poolReservationId = {
  grade: (campaignId: string, productId: string, grade: string) =>
    `pool--${campaignId}--${productId}--${grade}`,
  lot: (lotId: string) => `pool--lot--${lotId}`,
};

/** The id of the reservation of a bank account. */
export const ribReservationId = (ribHash: string): string => `rib--${ribHash}`;
