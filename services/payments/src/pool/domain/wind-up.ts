import { accounts, type Posting } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { chargePostings, isChunkKnown } from './close';
import { requireOtherHands } from './duties';
import { requireAcknowledged } from './outstanding';
import type { EndFacts, FixArrears, TakeCorrection, WindUpPool } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { correctionKey, costsOf, proceedsOf, type PoolState } from './pool.state';
import { summed } from './settlement/summed';
import { requireClosed, requireNotEnded } from './stages';

/** A chunk of those who are left, once an attempt. Refuses `chunk_out_of_order` and `pool_wound_up`. */
export function fixArrears(
  { data, facts }: FixArrears,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  if (isChunkKnown(data, state)) return [];
  requireNotEnded(state);
  const { attempt, chunk, of } = data;
  return [poolEvents.ArrearsFixed({ poolId, attempt, chunk, of, members: facts.members })];
}

/**
 * Ends a pool: what is left goes to the reserve, and what it has given too much to the costs of corrections. One without
 * points has nobody to close for: it pays its charges first, neither milling nor commission. Members whose goods are still
 * owed something are named, so that their accounts settle it. Refuses what `requireClosed` refuses, `second_person_needed`
 * to who opened or charged it, `outstanding_not_acknowledged`, `pool_changed` where others are owed than were read, and
 * `shares_incomplete` where their chunks are missing.
 */
export function windUpPool(
  { data, facts, meta }: WindUpPool,
  state: PoolState,
  { poolId, kind, campaignId }: PoolOpened['data'],
): PoolEvent[] {
  if (state.woundUp !== null) return [];
  requireEndable(state, facts);
  requireOtherHands(state.hands, meta);
  const acknowledged = requireAcknowledged(facts.outstanding, data.acknowledge);
  const charges = state.closed === null ? costsOf(state) : [];
  const chargesCentimes = sumExactly(charges.map((charge) => charge.amountCentimes));
  const restCentimes = state.closed === null ? proceedsOf(state) - chargesCentimes : state.restCentimes;
  const leaving = leavingPostings(poolId, restCentimes);
  const postings = summed([...chargePostings(poolId, charges, 0), ...leaving]);
  const account = leaving[1]?.account ?? null;
  const woundUpOn = businessDate(meta.now);
  const pool = { poolId, kind, campaignId };
  const ended = poolEvents.PoolWoundUp({
    ...pool,
    restCentimes,
    account,
    acknowledged,
    woundUpOn,
    postings,
  });
  const { attempt, logPosition } = facts;
  requireAllNamed(facts, state);
  return [poolEvents.ArrearsLeft({ poolId, campaignId, logPosition, attempt, members: [] }), ended];
}

function requireAllNamed({ attempt, members, arrearsCentimes }: WindUpPool['facts'], state: PoolState): void {
  if (arrearsCentimes !== state.arrearsCentimes)
    throw conflict('pool_changed', 'A supplement came while the pool was being wound up. Do it again.');
  if (attempt === null) return;
  const fixed = state.attempts.get(attempt);
  const isComplete =
    fixed !== undefined &&
    fixed.chunks.length === fixed.of &&
    fixed.members === members &&
    fixed.shareCentimes === arrearsCentimes;
  if (!isComplete) throw conflict('shares_incomplete', 'Not all who are left stand in this attempt.');
}

/** A closed pool, or one without points. Refuses what `requireClosed` refuses. */
export function requireEndable(state: PoolState, { points }: Pick<EndFacts, 'points'>): void {
  if (state.closed !== null || points !== '0') requireClosed(state);
}

/** Sends what a pool keeps to the reserve, or what it lacks to the costs of corrections; nothing of nothing. */
function leavingPostings(poolId: string, restCentimes: number): Posting[] {
  if (restCentimes === 0) return [];
  const account = restCentimes > 0 ? accounts.reserve : accounts.corrections;
  return [
    { account: accounts.pool(poolId), amountCentimes: -restCentimes },
    { account, amountCentimes: restCentimes },
  ];
}

/**
 * A correction at the closed value has moved the pool's account, once: its rest follows, and a pool that was wound up sends
 * it on. Refuses `pool_open`.
 */
export function takeCorrection(
  { data }: TakeCorrection,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  const { producerCode, lineId, amountCentimes } = data;
  if (state.corrections.has(correctionKey(producerCode, lineId))) return [];
  // One without points ends without a closing, and corrections of advances that it left come all the same.
  if (state.closed === null && state.woundUp === null)
    throw conflict('pool_open', 'A correction at the value of a closed pool: this one is open.');
  const postings = state.woundUp === null ? [] : leavingPostings(poolId, -amountCentimes);
  return [poolEvents.CorrectionTaken({ poolId, producerCode, lineId, amountCentimes, postings })];
}
