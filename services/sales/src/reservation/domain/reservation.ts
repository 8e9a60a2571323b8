import { defineClaims, type ClaimCommand, type ClaimEvent, type Reservation } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { createHash } from 'node:crypto';

/** What may be used once only, by a value that is not the id of the aggregate it belongs to. */
export type ReservedKind = 'ice' | 'bank_reference' | 'proceeds_id' | 'delivery_note_number';

export interface ReservedValue {
  readonly kind: ReservedKind;
  readonly value: string;
  /** Who uses it: the buyer, the order, or the proceeds on their invoice. */
  readonly holder: string;
}
export type ReservationCommand = ClaimCommand<ReservedValue, ReservedValue>;
/** A value is taken and given back with all that is said of it. */
export type ReservationEvent = ClaimEvent<ReservedValue, ReservedValue>;

const NAMES: Readonly<Record<ReservedKind, string>> = {
  ice: 'This ICE',
  bank_reference: 'This bank reference',
  proceeds_id: 'This id of proceeds',
  delivery_note_number: 'This number of a delivery note',
};

/** What may be used once only, refused to the second by the name of its kind: `ice_used`. */
export const reservationAggregate = defineClaims<ReservedValue, ReservedValue>(
  OCE,
  'sales',
  ({ kind }, holder) => conflict(`${kind}_used`, `${NAMES[kind]} is used already, by ${holder}.`),
);

/** The aggregate's id is a hash of the value, which may hold what a subject may not. */
export function reservationOf(claim: ReservedValue): Reservation<ReservedValue> {
  const { kind, value } = claim;
  return { id: createHash('sha256').update(`${kind}\n${value}`).digest('base64url'), claim };
}
