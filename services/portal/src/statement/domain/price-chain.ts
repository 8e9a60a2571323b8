import type { LineBasis, StatementLine } from './statement';

/** From what the pool's goods were sold for to what a member gets of it. */
export interface PriceChain {
  readonly of: 'final_share';
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

/** From what came to a pool after its closing to what a member gets of it. */
export interface SupplementChain {
  readonly of: 'supplement';
  readonly poolId: string | null;
  /** Supplements of a pool are numbered from 1. */
  readonly number: number;
  /** What there was to share: proceeds that came late, charges taken back, what corrections freed, less what they asked. */
  readonly restBeforeCentimes: number;
  /** Of it, what goods counted late were owed first. */
  readonly metFirstCentimes: number;
  /** Of it, what was shared over all points. */
  readonly sharedCentimes: number;
  readonly poolPoints: string;
  /** What a point gave in this supplement, in millionths of a dirham, rounded. */
  readonly pointValueMicros: string;
  readonly points: string;
  readonly shareCentimes: number;
  readonly advancesCentimes: number;
}

interface PoolSums {
  readonly proceedsCentimes: number;
  readonly distributableCentimes: number;
}
interface SupplementSums {
  readonly restBeforeCentimes: number;
  readonly distributedCentimes: number;
  readonly sharedCentimes: number;
  readonly points: string;
}

/** What is known of the pool and of the supplement that a line cites. */
export interface PoolFacts {
  readonly pool: PoolSums | undefined;
  readonly supplement: SupplementSums | undefined;
}

/** A point is a kilogram of the coefficient 1: grams times millionths. */
const UNITS_A_POINT = 1_000_000_000n;
/** Millionths of a dirham in a centime. */
const MICROS_A_CENTIME = 10_000n;

/** The chain behind a final share or a supplement; null for lines of another kind, and of a supplement not heard of. */
export function priceChainOf(
  { basis, references: { poolId } }: Pick<StatementLine, 'basis' | 'references'>,
  { pool, supplement }: PoolFacts,
): PriceChain | SupplementChain | null {
  switch (basis.of) {
    case 'final_share':
      return chainOfShare(basis, poolId, pool);
    case 'supplement':
      return supplement === undefined ? null : chainOfSupplement(basis, poolId, supplement);
    default:
      return null;
  }
}

function chainOfShare(
  basis: Extract<LineBasis, { of: 'final_share' }>,
  poolId: string | null,
  pool: PoolSums | undefined,
): PriceChain {
  const { distributableCentimes, poolPoints, points, shareCentimes, advancesCentimes } = basis;
  // A pool that was closed again has other sums than those of a share that was taken back.
  const own = pool?.distributableCentimes === distributableCentimes ? pool : undefined;
  return {
    of: 'final_share',
    poolId,
    proceedsCentimes: own?.proceedsCentimes ?? null,
    chargesCentimes: own ? own.proceedsCentimes - own.distributableCentimes : null,
    distributableCentimes,
    poolPoints,
    pointValueMicros: pointValue(distributableCentimes, poolPoints),
    points,
    shareCentimes,
    advancesCentimes,
  };
}

function chainOfSupplement(
  { number, points, shareCentimes, advancesCentimes }: Extract<LineBasis, { of: 'supplement' }>,
  poolId: string | null,
  { restBeforeCentimes, distributedCentimes, sharedCentimes, points: poolPoints }: SupplementSums,
): SupplementChain {
  return {
    of: 'supplement',
    poolId,
    number,
    restBeforeCentimes,
    metFirstCentimes: distributedCentimes - sharedCentimes,
    sharedCentimes,
    poolPoints,
    pointValueMicros: pointValue(sharedCentimes, poolPoints),
    points,
    shareCentimes,
    advancesCentimes,
  };
}

/** Rounded half away from zero; of a pool without points, nothing. */
function pointValue(centimes: number, points: string): string {
  const whole = BigInt(points);
  const worth = BigInt(centimes) * UNITS_A_POINT * MICROS_A_CENTIME;
  return String(whole === 0n ? 0n : (2n * worth + whole) / (2n * whole));
}
