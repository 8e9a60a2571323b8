import { defineClaims, type ClaimCommand as Commands } from '@oce/claims';
import { conflict } from '@oce/event-sourcing';
import type { Claim, ClaimKind } from './reservation.events';

export type ClaimCommand = Commands<Claim>;

const VALUE: Readonly<Record<ClaimKind, { slug: string; field: string; name: string }>> = {
  cin: { slug: 'cin_taken', field: 'cin', name: 'CIN' },
  'cooperative-ice': { slug: 'ice_taken', field: 'ice', name: 'ICE' },
  'exporter-ice': { slug: 'ice_taken', field: 'ice', name: 'ICE' },
};

/**
 * A value that only one may have: its id is the keyed hash of the value, so that the log shows that it is taken, and not
 * what it is.
 */
export const claimAggregate = defineClaims<Claim>('affiliation', ({ kind }, holder) => {
  const { slug, field, name } = VALUE[kind];
  return conflict(slug, `This ${name} is that of ${holder} already.`, field);
});
