import { accounts } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { summed } from '../../pool/domain/settlement/summed';
import type { SettleArrears } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { supplementLineId } from './supplement';

/**
 * The member's pool was wound up: advances that no share has met, on goods counted late and on goods never counted, are
 * OCE's costs of corrections, once a pool, so that nothing of them stays open. ADR 13.
 * Refuses `supplement_outstanding` while the member's part of the last supplement is not posted, for it meets them first.
 */
export function settleArrears({ data, meta }: SettleArrears, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, campaignId, arrearsCentimes, lastNumber } = data;
  if (state.endedPools.has(poolId)) return [];
  requirePosted(poolId, lastNumber, state);
  const deliveries = standingOf(data.deliveries, state);
  const advancesCentimes = sumExactly([
    state.pools.get(poolId)?.unmetCentimes ?? 0,
    ...deliveries.map((id) => state.deliveries.get(id)?.advanceCentimes ?? 0),
  ]);
  const postings = summed([
    { account: accounts.advances(campaignId), amountCentimes: advancesCentimes },
    { account: accounts.corrections, amountCentimes: -advancesCentimes },
  ]);
  const settledOn = businessDate(meta.now);
  const sums = { arrearsCentimes, advancesCentimes };
  return [
    accountEvents.ArrearsSettled({
      producerCode,
      poolId,
      campaignId,
      ...sums,
      deliveries,
      settledOn,
      postings,
    }),
  ];
}

/** The member's part of a supplement is on the account, or in the reserve. Refuses `supplement_outstanding`. */
export function requirePosted(poolId: string, number: number | null, state: AccountState): void {
  if (number === null) return;
  const lineId = supplementLineId(poolId, number);
  if (state.lines.has(lineId) || state.reservedShares.has(lineId)) return;
  throw conflict(
    'supplement_outstanding',
    `The part of supplement ${number} is not posted yet: post it first, then try this again.`,
  );
}

/** Of deliveries, or what stands for them by now, those that still wait for a share. */
function standingOf(ids: readonly string[], { deliveries }: AccountState): string[] {
  return ids.flatMap((first) => {
    const passed = new Set<string>();
    let id: string | null = first;
    while (id !== null && deliveries.get(id)?.isReversed && !passed.has(id)) {
      passed.add(id);
      id = deliveries.get(id)?.replacedBy ?? null;
    }
    const found = id === null ? undefined : deliveries.get(id);
    return id === null || found === undefined || found.isReversed || found.settledIn !== null ? [] : [id];
  });
}
