import { accounts, type ArrearsSettled } from '@oce/contracts';
import { conflict, type CommandMeta } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { summed } from '../../pool/domain/settlement/summed';
import type { SettleArrears, SettleLateGoods } from './account.commands';
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
  const about = { producerCode, poolId, campaignId, arrearsCentimes, deliveries, isLate: false };
  return [borneByOce({ ...about, advancesCentimes }, meta)];
}

/**
 * A delivery was graded while its pool was being wound up, too late for the end to name it: OCE bears its advance, once.
 * Refuses `advance_outstanding` while there is none.
 */
export function settleLateGoods({ data, meta }: SettleLateGoods, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, campaignId, deliveryId } = data;
  if (state.voided.has(deliveryId)) return [];
  if (!state.deliveries.has(deliveryId))
    throw conflict(
      'advance_outstanding',
      `Delivery ${deliveryId} has no advance yet: post it first, then try this again.`,
    );
  return standingOf([deliveryId], state).map((id) => {
    const advancesCentimes = state.deliveries.get(id)?.advanceCentimes ?? 0;
    return lateGoods({ producerCode, poolId, campaignId, deliveryId: id }, advancesCentimes, meta);
  });
}

/** An advance that OCE bears from the beginning: its pool has ended. */
export const lateGoods = (
  { deliveryId, ...of }: SettleLateGoods['data'],
  advancesCentimes: number,
  meta: CommandMeta,
): ArrearsSettled =>
  borneByOce({ ...of, arrearsCentimes: 0, advancesCentimes, deliveries: [deliveryId], isLate: true }, meta);

function borneByOce(
  settled: Omit<ArrearsSettled['data'], 'settledOn' | 'postings'>,
  { now }: CommandMeta,
): ArrearsSettled {
  const { campaignId, advancesCentimes } = settled;
  const postings = summed([
    { account: accounts.advances(campaignId), amountCentimes: advancesCentimes },
    { account: accounts.corrections, amountCentimes: -advancesCentimes },
  ]);
  return accountEvents.ArrearsSettled({ ...settled, settledOn: businessDate(now), postings });
}

function requirePosted(poolId: string, lastNumber: number | null, state: AccountState): void {
  if (lastNumber === null) return;
  const lineId = supplementLineId(poolId, lastNumber);
  if (state.lines.has(lineId) || state.reservedShares.has(lineId)) return;
  throw conflict(
    'supplement_outstanding',
    `The part of supplement ${lastNumber} is not posted yet: post it first, then try this again.`,
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
