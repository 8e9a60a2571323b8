import { accounts, type Posting } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { requireOtherHands } from './duties';
import { requireAcknowledged } from './outstanding';
import type { ClosePool, FixShares } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { costsOf, proceedsOf, type PoolState } from './pool.state';
import { summed } from './settlement/summed';
import { requireNotEnded } from './stages';

/** A chunk of shares, once an attempt. Refuses `pool_closed` and `chunk_out_of_order`. */
export function fixShares(
  { data, facts }: FixShares,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  if (isChunkKnown(data, state)) return [];
  if (state.closed !== null) throw conflict('pool_closed', 'The pool is closed: its shares are fixed.');
  requireNotEnded(state);
  const { attempt, chunk, of } = data;
  return [poolEvents.SharesFixed({ poolId, attempt, chunk, of, shares: facts.shares })];
}

/** Whether a chunk was written before. Refuses `chunk_out_of_order`. */
export function isChunkKnown({ attempt, chunk, of }: FixShares['data'], state: PoolState): boolean {
  const known = state.attempts.get(attempt);
  if (known?.chunks.includes(chunk)) return true;
  const isNext = chunk === (known?.chunks.length ?? 0) + 1 && chunk <= of && (known?.of ?? of) === of;
  if (!isNext) throw conflict('chunk_out_of_order', 'Chunks are numbered from 1 and written in order.');
  return false;
}

/**
 * The one commit that closes: only the chunks of the attempt it names count. Refuses `closed_in_future` and
 * `closed_before_last_delivery`, `outstanding_not_acknowledged`, `pool_changed` where proceeds or charges came since they
 * were read, `second_person_needed` to who opened or charged it, and `shares_incomplete` where chunks are missing or do not add up; for a pool closed on another day,
 * `pool_closed_already`.
 */
export function closePool(
  { data, facts, meta }: ClosePool,
  state: PoolState,
  opened: PoolOpened['data'],
): PoolEvent[] {
  const { closed } = state;
  const { closedOn, lossBorneBy } = data;
  if (closed?.closedOn === closedOn) return [];
  if (closed !== null)
    throw conflict('pool_closed_already', `The pool was closed on ${closed.closedOn}.`, 'closedOn');
  requireNotEnded(state);
  requireOtherHands(state.hands, meta);
  requireClosingDay(closedOn, facts.lastDeliveryOn, businessDate(meta.now));
  const acknowledged = requireAcknowledged(facts.outstanding, data.acknowledge);
  const { attempt, proceedsCentimes, charges, distributableCentimes, points, lossCentimes } = facts;
  // Milling by weight is the first and the commission the last; a cost between them may be called so too.
  const costs = charges.slice(1, -1);
  const askedCentimes = sumExactly(costs.map((line) => line.askedCentimes));
  if (proceedsCentimes !== proceedsOf(state) || askedCentimes !== sumOf(costsOf(state)))
    throw conflict(
      'pool_changed',
      'Proceeds or charges came while the pool was being closed. Close it again.',
    );
  const fixed = state.attempts.get(attempt);
  const isComplete =
    fixed !== undefined &&
    fixed.chunks.length === fixed.of &&
    fixed.shareCentimes === distributableCentimes &&
    fixed.points === points &&
    proceedsCentimes - sumOf(charges) + lossCentimes === distributableCentimes;
  if (!isComplete) throw conflict('shares_incomplete', 'The shares of this attempt do not add up.');
  const { deliveries, payableGrams, logPosition, oceChargesCapPpm } = facts;
  const { members } = fixed;
  const counted = { attempt, points, members, deliveries, payableGrams, logPosition };
  const sums = { proceedsCentimes, charges, distributableCentimes, lossCentimes, oceChargesCapPpm };
  const postings = chargePostings(opened.poolId, charges, lossCentimes);
  return [
    poolEvents.PoolClosed({
      ...scopeOf(opened),
      ...counted,
      ...sums,
      closedOn,
      lossBorneBy,
      acknowledged,
      postings,
    }),
  ];
}

/** Between the last delivery that counts and today. Refuses `closed_in_future` and `closed_before_last_delivery`. */
export function requireClosingDay(closedOn: string, lastDeliveryOn: string | null, today: string): void {
  if (closedOn > today)
    throw invalid('closed_in_future', `A pool is closed today, ${today}, at the latest.`, 'closedOn');
  if (lastDeliveryOn !== null && closedOn < lastDeliveryOn)
    throw invalid(
      'closed_before_last_delivery',
      `The last delivery of the pool was weighed on ${lastDeliveryOn}: close it on that day or later.`,
      'closedOn',
    );
}

/** What a pool pays for, as its events say it. */
export function scopeOf({ poolId, kind, campaignId, productId, grades, lotIds }: PoolOpened['data']) {
  return { poolId, kind, campaignId, productId, grades, lotIds };
}

const sumOf = (lines: readonly { readonly amountCentimes: number }[]): number =>
  sumExactly(lines.map((line) => line.amountCentimes));

type Taken = readonly Pick<ClosePool['facts']['charges'][number], 'kind' | 'amountCentimes'>[];

/** What charges take of a pool, and what OCE gives where they pass the proceeds; `sign` -1 gives it all back. */
export function chargePostings(
  poolId: string,
  charges: Taken,
  lossCentimes: number,
  sign: 1 | -1 = 1,
): Posting[] {
  return summed([
    { account: accounts.pool(poolId), amountCentimes: sign * (lossCentimes - sumOf(charges)) },
    { account: accounts.poolLosses, amountCentimes: -sign * lossCentimes },
    ...charges.map(({ kind, amountCentimes }) => ({
      account: chargeAccount(kind),
      amountCentimes: sign * amountCentimes,
    })),
  ]);
}

/** The account that a kind of charge is taken to. */
export function chargeAccount(kind: string): string {
  if (kind === 'milling') return accounts.milling;
  return kind === 'commission' ? accounts.commission : accounts.costs(kind);
}
