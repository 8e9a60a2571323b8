import { conflict } from '@oce/event-sourcing';
import type { AccountState } from './account.state';

/** Nothing is valued by a share whose closing is being taken back. Refuses `final_share_held`. */
export function requireNotHeld({ pools }: AccountState, poolId: string): void {
  if ((pools.get(poolId)?.heldBy ?? null) === null) return;
  throw conflict(
    'final_share_held',
    `The closing of ${poolId} is being taken back. Try again once it stands, or is taken back.`,
  );
}
