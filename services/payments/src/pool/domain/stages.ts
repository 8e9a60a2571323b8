import { conflict } from '@oce/event-sourcing';
import type { PoolState } from './pool.state';

/** Refuses `pool_wound_up`. */
export function requireNotEnded({ woundUp }: PoolState): void {
  if (woundUp !== null)
    throw conflict('pool_wound_up', `The pool was wound up on ${woundUp.woundUpOn}: nothing is left.`);
}

/** Refuses `pool_open`, `pool_wound_up` and `closing_being_taken_back`. */
export function requireClosed(state: PoolState): void {
  requireNotEnded(state);
  if (state.closed === null)
    throw conflict('pool_open', 'The pool is open: close it first, everything in it is shared then.');
  if (state.takingBack !== null)
    throw conflict('closing_being_taken_back', 'The closing is being taken back. Finish that first.');
}
