import { accounts } from '@oce/contracts';
import { businessDate } from '@oce/quantities';
import type { PostSupplement } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { advancesOn, requireUnsettled, withReversed } from './final-share';
import { deductionPostings, settle, statements, summed } from './settle';
import { reservedShare } from './reserved-share';
import { requireNotHeld } from './take-back-guard';

/** The line of a member's part: one a number. */
export const supplementLineId = (poolId: string, number: number): string => `SUP-${poolId}-${number}`;

/**
 * A member's part of a supplementary distribution, once a number. Advances on goods counted late are met first, up to what
 * the goods are worth: above that they become a claim, and what this part does not meet is left to later ones. What was
 * reversed since it was counted is valued at once. The part of an account that is closed goes to the reserve. ADR 13.
 * Refuses `delivery_unknown`, `delivery_settled_already`, `final_share_held` and `no_deduction_schedule`.
 */
export function postSupplement({ data, meta }: PostSupplement, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, campaignId, number, deliveries, shareCentimes, lateCentimes } = data;
  const lineId = supplementLineId(poolId, number);
  if (state.lines.has(lineId) || state.reservedShares.has(lineId)) return [];
  requireNotHeld(state, poolId);
  requireUnsettled(deliveries, state);
  const postedOn = businessDate(meta.now);
  if (state.isClosed) {
    const about = { producerCode, poolId, campaignId, lineId, attempt: null, number, deliveries };
    return [reservedShare({ ...about, share: 'supplement', shareCentimes, reservedOn: postedOn })];
  }
  const lateAdvances = advancesOn(data, state);
  const overpaidCentimes = Math.max(0, lateAdvances - lateCentimes);
  const toMeet = (state.pools.get(poolId)?.unmetCentimes ?? 0) + lateAdvances - overpaidCentimes;
  const advancesCentimes = Math.min(toMeet, shareCentimes);
  const complementCentimes = shareCentimes - advancesCentimes;
  const settlement = settle(complementCentimes, state, data.deductions, postedOn);
  const postings = summed([
    { account: accounts.pool(poolId), amountCentimes: -shareCentimes },
    { account: accounts.advances(campaignId), amountCentimes: advancesCentimes + overpaidCentimes },
    { account: accounts.member(producerCode), amountCentimes: settlement.netCentimes },
    { account: accounts.inputCredit(producerCode), amountCentimes: -overpaidCentimes },
    ...deductionPostings(producerCode, settlement.deductions),
  ]);
  const { poolValue, points } = data;
  const head = { lineId, producerCode, poolId, campaignId, number, deliveries, poolValue, points };
  const unmetCentimes = toMeet - advancesCentimes;
  const sums = { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes, unmetCentimes };
  const posted = accountEvents.SupplementPosted({ ...head, ...sums, settlement, postedOn, postings });
  return withReversed(data, state, [posted, ...statements(producerCode, lineId, settlement)], postedOn);
}
