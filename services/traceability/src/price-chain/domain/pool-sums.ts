/** A cost by its name. */
export interface NamedCost {
  readonly name: string;
  readonly amountCentimes: number;
}

/** Where the money of a pool went, as far as it is settled. */
export interface PoolSums {
  readonly poolId: string;
  readonly proceedsCentimes: number;
  /** What its closing took, and what was charged since; none while it is open. */
  readonly costs: readonly NamedCost[];
  /** Shared at the closing and in supplements. */
  readonly membersCentimes: number;
  /** By how much its costs passed its proceeds, where OCE bears it. */
  readonly lossCentimes: number;
  /** What was left at its end, and the account that it went to. */
  readonly ended: { readonly account: string | null; readonly restCentimes: number } | null;
  /** Payable goods of the members who share in it; 0 while it is open. */
  readonly payableGrams: number;
}

/** What of a pool is not settled: it waits for the closing, for a supplement or for the end. */
export const unsettledOf = (pool: PoolSums): number =>
  pool.proceedsCentimes -
  pool.costs.reduce((sum, { amountCentimes }) => sum + amountCentimes, 0) -
  pool.membersCentimes +
  pool.lossCentimes -
  (pool.ended?.restCentimes ?? 0);
