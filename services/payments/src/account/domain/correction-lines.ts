import { accounts, type CorrectionPosted, type Posting } from '@oce/contracts';
import type { DeductionSchedule } from '../../pool/domain/settlement';
import { accountEvents, type AccountEvent } from './account.events';
import { claimKey, type AccountState, type Line } from './account.state';
import { deductionPostings, summed } from './ledger';
import { premiumWithheld, settle, statements } from './settle';

/** What a correction says before its amounts are known. */
export type CorrectionHead = Omit<
  CorrectionPosted['data'],
  'amountCentimes' | 'netCentimes' | 'claimCentimes' | 'reopened' | 'settlement' | 'postings'
>;

/** Posts a change of a gross: too much becomes a claim, too little is paid under the caps, against a counter account. */
export function postAmount(
  state: AccountState,
  {
    amountCentimes,
    counterAccount,
    ...head
  }: CorrectionHead & { amountCentimes: number; counterAccount: string },
  { deductions, today }: { deductions: DeductionSchedule | null; today: string },
): AccountEvent[] {
  const { producerCode, lineId } = head;
  const settlement = amountCentimes > 0 ? settle(amountCentimes, state, deductions, today) : null;
  const netCentimes = settlement?.netCentimes ?? 0;
  const claimCentimes = Math.max(0, -amountCentimes);
  const postings = summed([
    { account: counterAccount, amountCentimes: -amountCentimes },
    { account: accounts.member(producerCode), amountCentimes: netCentimes },
    { account: accounts.inputCredit(producerCode), amountCentimes: -claimCentimes },
    ...deductionPostings(producerCode, settlement?.deductions ?? []),
  ]);
  const sums = { amountCentimes, netCentimes, claimCentimes, reopened: [], settlement, postings };
  return [
    accountEvents.CorrectionPosted({ ...head, ...sums }),
    ...(settlement ? statements(producerCode, lineId, settlement) : []),
  ];
}

/** Undoes an advance that is not paid yet, with its deductions: these are asked again at the next settlement. */
export function undoAdvance(state: AccountState, head: CorrectionHead, line: Line): AccountEvent[] {
  const { producerCode } = head;
  const postings: Posting[] = summed([
    { account: accounts.advances(line.campaignId), amountCentimes: line.grossCentimes },
    { account: accounts.member(producerCode), amountCentimes: -line.netCentimes },
    ...deductionPostings(producerCode, line.deductions, -1),
  ]);
  const reopened = line.deductions.map(({ kind, reference, takenCentimes: amountCentimes }) => ({
    ...{ kind, reference, amountCentimes },
  }));
  const sums = { amountCentimes: -line.grossCentimes, netCentimes: -line.netCentimes, claimCentimes: 0 };
  const premiums = reopened
    .filter(({ kind }) => kind === 'insurance')
    .map(({ kind, reference, amountCentimes }) =>
      premiumWithheld({
        ...{ producerCode, premiumId: reference, takenCentimes: -amountCentimes, lineId: head.lineId },
        leftCentimes: (state.claims[claimKey(kind, reference)]?.leftCentimes ?? 0) + amountCentimes,
      }),
    );
  return [
    ...closedDispute(line, head),
    accountEvents.CorrectionPosted({ ...head, ...sums, reopened, settlement: null, postings }),
    ...premiums,
  ];
}

/** A dispute about a line that is taken back whole has no object any more. */
function closedDispute({ disputeId, lineId }: Line, head: CorrectionHead): AccountEvent[] {
  if (disputeId === null) return [];
  const { producerCode, reason: resolution, postedOn: resolvedOn, lineId: correctionLineId } = head;
  const dispute = { producerCode, disputeId, lineId, outcome: 'upheld' as const, resolution };
  return [accountEvents.DisputeResolved({ ...dispute, correctionLineId, resolvedOn })];
}
