import { accounts, type Posting } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { chargePostings } from './close';
import { requireOtherHands } from './duties';
import { requireAcknowledged } from './outstanding';
import type { EndFacts, TakeCorrection, WindUpPool } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { correctionKey, costsOf, proceedsOf, type PoolState } from './pool.state';
import { summed } from './settlement/summed';
import { requireClosed } from './stages';

/**
 * Ends a pool: what is left goes to the reserve, and what it has given too much to the costs of corrections. One without
 * points has nobody to close for: it pays its charges first, neither milling nor commission. Members whose goods are still
 * owed something are named, so that their accounts settle it. Refuses what `requireClosed` refuses, `second_person_needed`
 * to who opened or charged it, and `outstanding_not_acknowledged`.
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
  const { left: members, logPosition } = facts;
  if (members.length === 0 && state.closed !== null) return [ended];
  return [poolEvents.ArrearsLeft({ poolId, campaignId, logPosition, members }), ended];
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
 * it on. One of a closing that was taken back is taken back with it, and moves nothing. Refuses `pool_open`.
 */
export function takeCorrection(
  { data }: TakeCorrection,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  const { producerCode, lineId, amountCentimes, postedAt } = data;
  if (postedAt <= state.takenBackUpTo) return [];
  if (state.corrections.has(correctionKey(producerCode, lineId))) return [];
  // One without points ends without a closing, and corrections of advances that it left come all the same.
  if (state.closed === null && state.woundUp === null)
    throw conflict('pool_open', 'A correction at the value of a closed pool: this one is open.');
  const postings = state.woundUp === null ? [] : leavingPostings(poolId, -amountCentimes);
  return [poolEvents.CorrectionTaken({ poolId, producerCode, lineId, amountCentimes, postings })];
}
