import { defineClaims, type ClaimCommand as Commands } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { createHash } from 'node:crypto';
import type { Claim, ClaimKind } from './claim.events';

export type ClaimCommand = Commands<Claim, Claim>;

const NAMES: Readonly<Record<ClaimKind, string>> = {
  ice: 'This ICE',
  bank_reference: 'This bank reference',
  proceeds_id: 'This id of proceeds',
  delivery_note_number: 'This number of a delivery note',
};

/** The aggregate's id for a value: a hash, since values may hold what a subject may not. */
export function claimId({ kind, value }: Pick<Claim, 'kind' | 'value'>): string {
  return createHash('sha256').update(`${kind}\n${value}`).digest('base64url');
}

/** What may be used once only, refused to the second by the name of its kind: `ice_used`. */
export const claimAggregate = defineClaims<Claim, Claim>(OCE, 'sales', ({ kind }, holder) =>
  conflict(`${kind}_used`, `${NAMES[kind]} is used already, by ${holder}.`),
);
