import type * as claims from '@oce/claims';

/** What only one may have. */
export type ClaimKind = 'cin' | 'cooperative-ice' | 'exporter-ice';

export interface Claim {
  readonly kind: ClaimKind;
  /** `producer-<code>`, `cooperative-<id>` or `exporter-<id>`. */
  readonly holder: string;
}

/** A claim is taken with its kind, and given back by its holder alone. */
export type ClaimEvent = claims.ClaimEvent<Claim>;
