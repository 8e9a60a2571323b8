import { conflict } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { chargePostings, scopeOf } from './close';
import { requireOtherHands } from './duties';
import type { AbandonTakeBack, BeginTakeBack, TakeBackClosing } from './pool.commands';
import { poolEvents, type PoolEvent, type PoolOpened } from './pool.events';
import { costsOf, type PoolState } from './pool.state';

/**
 * Begins to take a closing back: from here on nothing is distributed, and each account holds its lines of it. Told again with
 * the reason of the one under way, or of the last one, it writes nothing. Refuses `pool_open`, `pool_wound_up`, and
 * `second_person_needed` to who opened or charged the pool.
 */
export function beginTakeBack(
  { data: { takeBackId, reason }, meta }: BeginTakeBack,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  if (state.takingBack !== null) return [];
  if (state.closed === null) {
    if (state.takenBack?.reason === reason) return [];
    throw conflict('pool_open', 'The pool is open: there is no closing to take back.');
  }
  if (state.woundUp !== null)
    throw conflict(
      'pool_wound_up',
      `The pool was wound up on ${state.woundUp.woundUpOn}: its closing stands.`,
    );
  requireOtherHands(state.hands, meta);
  const { attempt } = state.closed;
  return [poolEvents.ClosingTakeBackBegun({ poolId, attempt, takeBackId, reason })];
}

/** A line could not be held: the closing stands, unless it has been taken back meanwhile. */
export function abandonTakeBack(
  { data: { takeBackId, reason } }: AbandonTakeBack,
  state: PoolState,
  { poolId }: PoolOpened['data'],
): PoolEvent[] {
  if (state.takingBack?.takeBackId !== takeBackId) return [];
  return [poolEvents.ClosingTakeBackAbandoned({ poolId, takeBackId, reason })];
}

/**
 * All lines are held: the pool is open again, and its charges are given back, those that came since the closing among them.
 * Supplements and corrections end with it. Refuses `take_back_not_begun`.
 */
export function takeBackClosing(
  { data: { takeBackId }, facts: { logPosition }, meta }: TakeBackClosing,
  state: PoolState,
  opened: PoolOpened['data'],
): PoolEvent[] {
  const { closed, takingBack, lossCentimes } = state;
  if (closed === null && state.takenBack?.takeBackId === takeBackId) return [];
  if (closed === null || takingBack?.takeBackId !== takeBackId)
    throw conflict('take_back_not_begun', 'The closing is not being taken back. Begin again.');
  const byRule = [closed.charges[0], closed.charges.at(-1)].flatMap((line) => line ?? []);
  const standing = costsOf(state).map(({ kind, takenCentimes }) => ({
    kind,
    amountCentimes: takenCentimes ?? 0,
  }));
  const postings = chargePostings(opened.poolId, [...byRule, ...standing], lossCentimes, -1);
  const { closedOn, attempt } = closed;
  const { reason } = takingBack;
  const takenBackOn = businessDate(meta.now);
  return [
    poolEvents.ClosingTakenBack({
      ...scopeOf(opened),
      attempt,
      closedOn,
      reason,
      takenBackOn,
      logPosition,
      postings,
    }),
  ];
}
