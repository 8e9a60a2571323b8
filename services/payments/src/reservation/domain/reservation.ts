import { defineClaims, type ClaimEvent } from '@oce/claims';
import { joinedId, OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';

export interface Reservation {
  /** The member, the pool or the cash that has the value. */
  readonly holder: string;
  /** Names the refusal to others: `rib` is `rib_taken`. */
  readonly purpose: string;
  /** Said for an account that a family shares: each has a part of it, which the others cannot give back. */
  readonly shared?: boolean;
}

export type ReservationEvent = ClaimEvent<Reservation>;

/** What only one may have: the account of a bank (by its keyed hash), what a pool pays for. In the log it is a claim. */
export const reservationAggregate = defineClaims<Reservation>(OCE, 'payments', ({ purpose }, holder) => {
  const { message, field } = (TAKEN[purpose] ?? TAKEN_BY_POOL)(holder);
  return conflict(`${purpose}_taken`, message, field);
});

interface Taken {
  readonly message: string;
  readonly field?: string;
}
const TAKEN: Readonly<Record<string, (holder: string) => Taken>> = {
  rib: (holder) => ({
    message: `This account is that of ${holder} already: ask the bank whose it is. Where a family shares it, propose it as shared.`,
    field: 'rib',
  }),
  receipt: (holder) => ({
    message: `The counter has given this receipt for ${holder} already: look at the number on the paper.`,
    field: 'receiptNumber',
  }),
};

/** What a pool that pays for it already says to another. */
export const poolScopeTaken = (holder: string) => conflict('pool_scope_taken', TAKEN_BY_POOL(holder).message);

const TAKEN_BY_POOL = (holder: string): Taken => ({
  message: `${holder} pays for a part of it already: leave that part out.`,
});

/** The id of the reservation of what a pool pays for: a grade of a campaign, or a traceable lot. */
export const poolReservationId = {
  grade: (campaignId: string, productId: string, grade: string) =>
    joinedId('--', ['pool', campaignId, productId, grade]),
  lot: (lotId: string) => joinedId('--', ['pool', 'lot', lotId]),
};

/** The id that the same had in logs from before, where two could meet in one: who holds it may have it for another. */
export const plainPoolReservationId = {
  grade: (campaignId: string, productId: string, grade: string) =>
    `pool--${campaignId}--${productId}--${grade}`,
  lot: (lotId: string) => `pool--lot--${lotId}`,
};

/**
 * The id of the reservation of a counter's receipt number: 000451 and 451 are one paper. A number has no `-`, so that no two
 * counters meet in one id.
 */
export const receiptReservationId = (counterId: string, receiptNumber: string): string =>
  `receipt--${counterId}--${receiptNumber.toUpperCase().replace(/\d+/gu, (digits) => digits.replace(/^0+(?=\d)/u, ''))}`;

/** The id of the reservation of a bank account. */
export const ribReservationId = (ribHash: string): string => `rib--${ribHash}`;
