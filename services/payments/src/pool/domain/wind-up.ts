import { accounts, type Posting } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { requireOtherHands } from './duties';
import { requireAcknowledged } from './outstanding';
import type { TakeCorrection, WindUpPool } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { correctionKey, type PoolState } from './pool.state';
import { requireClosed } from './supplement';

/**
 * Ends a pool: what is left goes to the reserve, and what it has given too much to the costs of corrections. Refuses what
 * `requireClosed` refuses, `second_person_needed` to who opened or charged it, and `outstanding_not_acknowledged`.
 */
export function windUpPool(
  { data, facts, meta }: WindUpPool,
  state: PoolState,
  { poolId, kind, campaignId }: PoolOpened['data'],
): PoolEvent[] {
  if (state.woundUp !== null) return [];
  requireClosed(state);
  requireOtherHands(state.hands, meta);
  const acknowledged = requireAcknowledged(facts.outstanding, data.acknowledge);
  const { restCentimes } = state;
  const postings = leavingPostings(poolId, restCentimes);
  const account = postings[1]?.account ?? null;
  const woundUpOn = businessDate(meta.now);
  const pool = { poolId, kind, campaignId };
  return [poolEvents.PoolWoundUp({ ...pool, restCentimes, account, acknowledged, woundUpOn, postings })];
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
  if (state.closed === null)
    throw conflict('pool_open', 'A correction at the value of a closed pool: this one is open.');
  const postings = state.woundUp === null ? [] : leavingPostings(poolId, -amountCentimes);
  return [poolEvents.CorrectionTaken({ poolId, producerCode, lineId, amountCentimes, postings })];
}
