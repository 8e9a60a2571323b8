import { accounts, type Posting } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { ClosePool, FixShares } from './pool.commands';
import { poolEvents, type FixedShare, type PoolEvent, type PoolOpened } from './pool.events';
import { costsOf, proceedsOf, type PoolState } from './pool.state';

/** A chunk of shares, once an attempt. Refuses `pool_closed` and `chunk_out_of_order`. */
export function fixShares(
  { data, facts }: FixShares,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  const { attempt, chunk, of } = data;
  const known = state.attempts[attempt];
  if (known?.chunks.includes(chunk)) return [];
  if (state.closed !== null) throw conflict('pool_closed', 'The pool is closed: its shares are fixed.');
  const isNext = chunk === (known?.chunks.length ?? 0) + 1 && chunk <= of && (known?.of ?? of) === of;
  if (!isNext) throw conflict('chunk_out_of_order', 'Chunks are numbered from 1 and written in order.');
  return [poolEvents.SharesFixed({ poolId, attempt, chunk, of, shares: facts.shares })];
}

/**
 * The one commit that closes: only the chunks of the attempt it names count. Refuses `pool_changed` where proceeds or
 * charges came since they were read, and `shares_incomplete` where chunks are missing or do not add up; for a pool
 * closed on another day, `pool_closed_already`.
 */
export function closePool(
  { data, facts }: ClosePool,
  state: PoolState,
  opened: PoolOpened['data'],
): PoolEvent[] {
  const { closed } = state;
  if (closed?.closedOn === data.closedOn) return [];
  if (closed !== null)
    throw conflict('pool_closed_already', `The pool was closed on ${closed.closedOn}.`, 'closedOn');
  const { attempt, proceedsCentimes, charges, distributableCentimes, points } = facts;
  // Milling by weight is the first and the commission the last; a cost between them may be called so too.
  const costs = charges.slice(1, -1);
  const sumOf = (lines: readonly { amountCentimes: number }[]) =>
    sumExactly(lines.map((line) => line.amountCentimes));
  if (proceedsCentimes !== proceedsOf(state) || sumOf(costs) !== sumOf(costsOf(state)))
    throw conflict(
      'pool_changed',
      'Proceeds or charges came while the pool was being closed. Close it again.',
    );
  const fixed = state.attempts[attempt];
  const isComplete =
    fixed !== undefined &&
    fixed.chunks.length === fixed.of &&
    fixed.shareCentimes === distributableCentimes &&
    fixed.points === points &&
    proceedsCentimes - sumOf(charges) === distributableCentimes;
  if (!isComplete) throw conflict('shares_incomplete', 'The shares of this attempt do not add up.');
  const { poolId, kind, campaignId, productId, grades, lotIds } = opened;
  const pool = { poolId, kind, campaignId, productId, grades, lotIds };
  const postings = chargePostings(poolId, charges);
  return [
    poolEvents.PoolClosed({ ...pool, ...facts, closedOn: data.closedOn, members: fixed.members, postings }),
  ];
}

function chargePostings(poolId: string, charges: ClosePool['facts']['charges']): Posting[] {
  const taken = charges.filter((line) => line.amountCentimes > 0);
  if (taken.length === 0) return [];
  const total = sumExactly(taken.map((line) => line.amountCentimes));
  return [
    { account: accounts.pool(poolId), amountCentimes: -total },
    ...taken.map(({ kind, amountCentimes }) => ({ account: accountOf(kind), amountCentimes })),
  ];
}

function accountOf(kind: string): string {
  if (kind === 'milling') return accounts.milling;
  return kind === 'commission' ? accounts.commission : accounts.costs(kind);
}

/** A commit may have 1 MB; half of it leaves room for whatever wraps it. */
const LARGEST_CHUNK_BYTES = 400_000;

/** Shares in chunks that fit a message, in order. At least one chunk, even of nothing. */
export function inChunks(
  shares: readonly FixedShare[],
  largestBytes: number = LARGEST_CHUNK_BYTES,
): FixedShare[][] {
  const chunks: FixedShare[][] = [[]];
  let sizeBytes = 0;
  for (const share of shares) {
    const bytes = Buffer.byteLength(JSON.stringify(share)) + 1;
    if (sizeBytes > 0 && sizeBytes + bytes > largestBytes) {
      chunks.push([]);
      sizeBytes = 0;
    }
    chunks[chunks.length - 1]?.push(share);
    sizeBytes += bytes;
  }
  return chunks;
}
