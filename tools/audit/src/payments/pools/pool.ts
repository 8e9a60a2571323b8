import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Pool } from './pool-closing';
import { standingCharges } from './standing-charges';

/** A pool as it is opened. */
export function newPool(opened: DataOf<'PoolOpened'>): Pool {
  return {
    opened,
    hands: new Set(opened.openedBy === undefined ? [] : [opened.openedBy]),
    charges: new Map(),
    proceedsCentimes: 0,
    attempts: new Map(),
    closed: undefined,
    woundUp: undefined,
    saysLeft: false,
    left: new Map(),
    restCentimes: 0,
    lossCentimes: 0,
    arrearsCentimes: 0,
    counted: new Set(),
    standing: new Map(),
    perPoint: [],
    supplements: new Map(),
    parts: new Map(),
    corrections: new Map(),
    pendingCentimes: 0,
    owed: new Map(),
    at: { position: 0, ref: { context: 'payments', aggregate: 'pool', id: opened.poolId } },
  };
}

/** One more who had a hand in it; older logs do not say who. */
export function withHand(pool: Pool | undefined, actor: string | undefined): void {
  if (actor !== undefined) pool?.hands.add(actor);
}

/** Whoever asked for what a second person has confirmed in a commit has done it, as has the second. */
export function withAsker(pool: Pool | undefined, { events }: RecordedCommit): void {
  const confirmed = events.find(({ type }) => type === 'ProposalConfirmed');
  const { askedBy } = (confirmed?.data ?? {}) as { askedBy?: string };
  withHand(pool, askedBy);
}

/** Charges that stand have a line each in the closing, in their order, between the milling and the commission. */
export function closeCharges(pool: Pool, { charges }: DataOf<'PoolClosed'>): void {
  for (const [index, charge] of standingCharges(pool).entries())
    charge.taken = charges[index + 1]?.amountCentimes ?? 0;
}

/** A closing that was taken back has given everything back: charges are taken by the next one. */
export function openAgain(pool: Pool): void {
  pool.closed = undefined;
  pool.restCentimes = 0;
  pool.lossCentimes = 0;
  for (const charge of pool.charges.values()) charge.taken = null;
  pool.counted.clear();
  pool.standing.clear();
  pool.owed.clear();
  pool.perPoint.length = 0;
}
