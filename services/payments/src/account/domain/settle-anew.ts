import { accounts, type CorrectionPosted } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import type { DeductionSchedule } from '../../pool/domain/settlement/deductions';
import { accountEvents, type AccountEvent } from './account.events';
import { withGivenBack } from './account.lines';
import { claimKey, type AccountDelivery, type AccountState, type Line } from './account.state';
import { premiumsGivenBack, reopenedOfAll } from './reopen';
import { deductionPostings, settle, statements, summed } from './settle';

/**
 * The lines on which the advance of a delivery stands, where nothing of them is paid or on its way: what is known to be too
 * much is not paid out first and claimed later. None where a part is, its pool is closed, or an older log has claimed a part.
 */
export function unpaidLinesOf(state: AccountState, delivery: AccountDelivery): readonly Line[] {
  if (delivery.settledIn !== null || delivery.isReversed) return [];
  const lines = [delivery.lineId, ...delivery.alsoOn].flatMap((lineId) => state.lines.get(lineId) ?? []);
  return lines.every((line) => isUnpaid(state, line)) ? lines : [];
}

function isUnpaid({ claims }: AccountState, { lineId, status }: Line): boolean {
  const hasLeftClaim = claims.get(claimKey('input_credit', lineId))?.told === null;
  return (status === 'payable' || status === 'settled') && !hasLeftClaim;
}

/** The account that a delivery was paid from while no pool has settled it. */
export const borneBy = ({ isPurchased, campaignId }: AccountDelivery): string =>
  isPurchased ? accounts.result : accounts.advances(campaignId);

/** What a correction says of goods that OCE has bought. */
export const settledAsOf = ({ isPurchased }: AccountDelivery): { settledAs?: 'purchased' } =>
  isPurchased ? { settledAs: 'purchased' } : {};

/** What a correction says before its amounts are known. */
export type CorrectionHead = Omit<
  CorrectionPosted['data'],
  'amountCentimes' | 'netCentimes' | 'claimCentimes' | 'reopened' | 'resettles' | 'settlement' | 'postings'
>;

/** The schedules under which a correction settles: all, and the one of its day where the frozen one is not among them. */
export interface CorrectionTerms {
  readonly deductions: DeductionSchedule | null;
  readonly published: readonly DeductionSchedule[];
  readonly today: string;
}

/**
 * Settles the whole advance of a delivery anew, as if it had been right from the start: the deductions of its lines are
 * asked again, the right gross is settled under the schedule of its weighing, and the line posts what that changes.
 * Refuses `no_deduction_schedule`.
 */
export function settleAnew(
  state: AccountState,
  delivery: AccountDelivery,
  { amountCentimes, lines, ...head }: CorrectionHead & { amountCentimes: number; lines: readonly Line[] },
  { deductions, published, today }: CorrectionTerms,
): AccountEvent[] {
  const { producerCode, lineId } = head;
  const reopened = reopenedOfAll(lines);
  const grossCentimes = delivery.advanceCentimes + amountCentimes;
  const frozen = published.find(({ version }) => version === delivery.scheduleVersion) ?? deductions;
  const asked = withGivenBack(state, reopened);
  const settlement = grossCentimes === 0 ? null : settle(grossCentimes, asked, frozen, today);
  const before = sumExactly(lines.map((line) => line.netCentimes));
  const netCentimes = (settlement?.netCentimes ?? 0) - before;
  const back = reopened.map(({ amountCentimes: takenCentimes, ...one }) => ({ ...one, takenCentimes }));
  const postings = summed([
    { account: borneBy(delivery), amountCentimes: -amountCentimes },
    { account: accounts.member(producerCode), amountCentimes: netCentimes },
    ...deductionPostings(producerCode, settlement?.deductions ?? []),
    ...deductionPostings(producerCode, back, -1),
  ]);
  const resettles = lines.map((line) => line.lineId);
  const sums = { amountCentimes, netCentimes, claimCentimes: 0, reopened, resettles, settlement, postings };
  return [
    accountEvents.CorrectionPosted({ ...head, ...sums }),
    ...premiumsGivenBack(state, head, reopened),
    ...(settlement ? statements(producerCode, lineId, settlement) : []),
  ];
}
