import { conflict, type DomainError } from '@oce/event-sourcing';

/** What certification says of a lot: chain.md 4. */
export interface Permit {
  readonly lotId: string;
  /** Why it is held; null once it was released, for whichever market. */
  readonly heldFor: string | null;
  readonly recalledFor: string | null;
  /** Names of the claims that it bears. */
  readonly claims: readonly string[];
  readonly markets: Readonly<Record<string, 'released' | 'rejected'>>;
}

/** Why a lot does not travel to a market. */
export type Stop = 'lot_recalled' | 'lot_rejected' | 'lot_held' | 'lot_not_released';

const WORDS: Readonly<Record<Stop, string>> = {
  lot_recalled: 'was recalled: nothing of it leaves any more',
  lot_rejected: 'was rejected for this market: another may still be allowed',
  lot_held: 'is held: have it controlled and released first',
  lot_not_released: 'was never released for this market: have it controlled first',
};

/** What stands against a lot for a market; undefined where it was released for it and nothing has ended that. */
export function stopOf(permit: Permit | undefined, market: string): Stop | undefined {
  if (permit === undefined) return 'lot_not_released';
  if (permit.recalledFor !== null) return 'lot_recalled';
  const of = permit.markets[market];
  if (of === 'released') return undefined;
  if (of === 'rejected') return 'lot_rejected';
  return permit.heldFor === null ? 'lot_not_released' : 'lot_held';
}

/** The refusal of goods of a lot that may not travel. */
export const stopped = (lotId: string, stop: Stop, market: string): DomainError =>
  conflict(stop, `${lotId} ${WORDS[stop]} (${market}).`, 'lotId');
