import { defineClaims, type ClaimEvent } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';

/** What only one may have. */
export type UniqueKind = 'cin' | 'cooperative-ice' | 'exporter-ice';

/** Who has a value; the value itself is the id, as a keyed hash, so that the log does not show what it is. */
export interface UniqueValue {
  readonly kind: UniqueKind;
  /** `producer-<code>`, `cooperative-<id>` or `exporter-<id>`. */
  readonly holder: string;
}

export type ReservationEvent = ClaimEvent<UniqueValue>;

const REFUSALS: Readonly<Record<UniqueKind, { slug: string; field: string; name: string }>> = {
  cin: { slug: 'cin_taken', field: 'cin', name: 'CIN' },
  'cooperative-ice': { slug: 'ice_taken', field: 'ice', name: 'ICE' },
  'exporter-ice': { slug: 'ice_taken', field: 'ice', name: 'ICE' },
};

/** In the log an aggregate `claim`: taken with its kind, given back by its holder alone. */
export const reservationAggregate = defineClaims<UniqueValue>(OCE, 'affiliation', ({ kind }, holder) => {
  const { slug, field, name } = REFUSALS[kind];
  return conflict(slug, `This ${name} is that of ${holder} already.`, field);
});
