import type { StatementLine } from './statement';

/** From what the pool's goods were sold for to what a member gets of it. */
export interface PriceChain {
  readonly poolId: string | null;
  /** Sums of the pool; null where the portal has not heard of its closing. */
  readonly proceedsCentimes: number | null;
  readonly chargesCentimes: number | null;
  readonly distributableCentimes: number;
  readonly poolPoints: string;
  /** What a point is worth, in millionths of a dirham, rounded: 6,480,944 for 6.480944. */
  readonly pointValueMicros: string;
  readonly points: string;
  readonly shareCentimes: number;
  readonly advancesCentimes: number;
}

interface PoolSums {
  readonly proceedsCentimes: number;
  readonly distributableCentimes: number;
}

/** A point is a kilogram of the coefficient 1: grams times millionths. */
const UNITS_A_POINT = 1_000_000_000n;
/** Millionths of a dirham in a centime. */
const MICROS_A_CENTIME = 10_000n;

/** The chain behind a final share; null for lines of another kind. */
export function priceChainOf(
  { basis, references }: Pick<StatementLine, 'basis' | 'references'>,
  pool: PoolSums | undefined,
): PriceChain | null {
  if (basis.of !== 'final_share') return null;
  const { distributableCentimes, poolPoints, points, shareCentimes, advancesCentimes } = basis;
  const whole = BigInt(poolPoints);
  const worth = BigInt(distributableCentimes) * UNITS_A_POINT * MICROS_A_CENTIME;
  return {
    poolId: references.poolId,
    proceedsCentimes: pool?.proceedsCentimes ?? null,
    chargesCentimes: pool ? pool.proceedsCentimes - pool.distributableCentimes : null,
    distributableCentimes,
    poolPoints,
    // Half away from zero.
    pointValueMicros: String(whole === 0n ? 0n : (2n * worth + whole) / (2n * whole)),
    points,
    shareCentimes,
    advancesCentimes,
  };
}
