import { defineClaims, type ClaimCommand as Commands, type ClaimEvent as Events } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';

export interface Claim {
  /** The member or the pool that has the value. */
  readonly holder: string;
  /** Names the refusal to others: `rib` is `rib_taken`. */
  readonly purpose: string;
}

/** A claim is taken with its purpose, and given back by its holder alone. */
export type ClaimEvent = Events<Claim>;
export type ClaimCommand = Commands<Claim>;

/** What must be unique: the account of a bank (by its keyed hash), what a pool pays for. */
export const claimAggregate = defineClaims<Claim>(OCE, 'payments', ({ purpose }, holder) =>
  conflict(`${purpose}_taken`, `It is held by ${holder} already.`),
);

/** The id of the claim on what a pool pays for: a grade of a campaign, or a traceable lot. */
export const poolScopeId = {
  grade: (campaignId: string, productId: string, grade: string) =>
    `pool--${campaignId}--${productId}--${grade}`,
  lot: (lotId: string) => `pool--lot--${lotId}`,
};

/** The id of the claim on a bank account. */
export const ribClaimId = (ribHash: string): string => `rib--${ribHash}`;
