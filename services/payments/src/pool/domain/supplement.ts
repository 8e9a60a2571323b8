import { conflict } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { isChunkKnown } from './close';
import { requireOtherHands } from './duties';
import type { DistributeSupplement, FixSupplement } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { requireClosed } from './stages';
import type { PoolState } from './pool.state';

/** A chunk of a supplement's shares, once an attempt. Refuses `chunk_out_of_order` and what `requireClosed` refuses. */
export function fixSupplement(
  { data, facts }: FixSupplement,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  if (isChunkKnown(data, state)) return [];
  requireClosed(state);
  const { attempt, chunk, of } = data;
  return [poolEvents.SupplementFixed({ poolId, attempt, chunk, of, shares: facts.shares })];
}

/**
 * The one commit of a supplementary distribution: only the chunks of the attempt it names count. Refuses
 * `supplement_taken_back` for one that ended with its closing, `pool_changed` where the rest is another than was read,
 * `second_person_needed` to who opened or charged the pool, and `shares_incomplete` where chunks are missing or do not add up.
 */
export function distributeSupplement(
  { data, facts, meta }: DistributeSupplement,
  state: PoolState,
  { poolId, kind, campaignId }: PoolOpened['data'],
): PoolEvent[] {
  const { supplementId } = data;
  const known = state.supplements.findIndex((one) => one.supplementId === supplementId);
  if (known >= state.supplementsBack) return [];
  if (known >= 0)
    throw conflict(
      'supplement_taken_back',
      'This supplement was taken back with its closing. Distribute what there is under another id.',
      'supplementId',
    );
  requireClosed(state);
  requireOtherHands(state.hands, meta);
  const { restBeforeCentimes, distributedCentimes, attempt, points, logPosition } = facts;
  const { sharedCentimes, lateDeliveries, arrearsCentimes } = facts;
  if (restBeforeCentimes !== state.restCentimes)
    throw conflict('pool_changed', 'The rest of the pool has changed meanwhile. Distribute it again.');
  const fixed = state.attempts.get(attempt);
  const isComplete =
    fixed !== undefined && fixed.chunks.length === fixed.of && fixed.shareCentimes === distributedCentimes;
  if (!isComplete) throw conflict('shares_incomplete', 'The shares of this attempt do not add up.');
  return [
    poolEvents.SupplementDistributed({
      poolId,
      kind,
      campaignId,
      supplementId,
      number: state.supplements.length + 1,
      attempt,
      distributedCentimes,
      sharedCentimes,
      points,
      members: fixed.members,
      lateDeliveries,
      arrearsCentimes,
      restCentimes: state.restCentimes - distributedCentimes,
      logPosition,
      distributedOn: businessDate(meta.now),
    }),
  ];
}
