import type { Claim } from './certification.events';

/** Those of some claims that may be said on a day: what a certificate gave ends with it, without a word. */
export const claimsOn = (claims: readonly Claim[], day: string): Claim[] =>
  claims.filter((claim) => {
    if (claim.kind !== 'all') return true;
    const { from = day, until = day } = claim;
    return from <= day && day <= until;
  });
