import type * as claims from '@oce/claims';

/** What may be used once only, by a value that is not the id of the aggregate it belongs to. */
export type ClaimKind = 'ice' | 'bank_reference' | 'proceeds_id' | 'delivery_note_number';

export interface Claim {
  readonly kind: ClaimKind;
  readonly value: string;
  /** Who uses it: the buyer, the order, or the proceeds on their invoice. */
  readonly holder: string;
}

/** A claim is taken and given back with all that it says. */
export type ClaimEvent = claims.ClaimEvent<Claim, Claim>;
