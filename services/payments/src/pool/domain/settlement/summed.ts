import type { Posting } from '@oce/contracts';

/** One posting an account, without those of nothing. */
export function summed(postings: readonly Posting[]): Posting[] {
  const byAccount = new Map<string, number>();
  for (const { account, amountCentimes } of postings)
    byAccount.set(account, (byAccount.get(account) ?? 0) + amountCentimes);
  return [...byAccount]
    .filter(([, amountCentimes]) => amountCentimes !== 0)
    .map(([account, amountCentimes]) => ({ account, amountCentimes }));
}
