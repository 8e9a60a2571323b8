import { accounts, type Posting, type SettlementLines } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { ONE_PPM } from '@oce/quantities';
import { deduct, type DeductionClaim, type DeductionSchedule } from '../../pool/domain/settlement/deductions';
import { accountEvents, type AccountEvent } from './account.events';
import type { AccountState } from './account.state';

export { summed } from '../../pool/domain/settlement/summed';

/** What the member may be asked for on a date, the oldest first. */
function claimsDue(state: AccountState, date: string): DeductionClaim[] {
  return [...state.openClaims]
    .flatMap((key) => state.claims.get(key) ?? [])
    .filter((claim) => claim.dueOn <= date)
    .sort((one, other) => one.number - other.number)
    .map(({ kind, reference, leftCentimes }) => ({ kind, reference, askedCentimes: leftCentimes }));
}

/** Of a member who has left everything due is taken, as far as the amount goes: nothing later would meet it. */
const EVERYTHING = { legal: ONE_PPM, insurance: ONE_PPM, input_credit: ONE_PPM, voluntary: ONE_PPM };

const departedTerms = (version: string): DeductionSchedule => ({ version, capsPpm: EVERYTHING, floorPpm: 0 });

/** What is payable to a member who has left, less all that is due: of no single day's schedule. */
export function settleDeparted(
  payableCentimes: number,
  state: AccountState,
  departedOn: string,
  postedOn: string,
): SettlementLines {
  const settlement = deduct(payableCentimes, claimsDue(state, postedOn), departedTerms('departure'));
  const { scheduleVersion, floorCentimes, lines: deductions, netCentimes } = settlement;
  const sums = { scheduleVersion, grossCentimes: payableCentimes, floorCentimes, deductions, netCentimes };
  return { ...sums, claimsDueOn: postedOn, departedOn };
}

/**
 * Takes from a gross amount what is due on the day of the posting, whenever the goods were weighed: what was handed out in
 * the morning is recovered from what is posted in the afternoon. Refuses `no_deduction_schedule`.
 *
 * @param schedule that of the day of the weighing, whose caps and floor protect a member who belongs
 * @param postedOn the business date of the posting
 */
export function settle(
  grossCentimes: number,
  state: AccountState,
  schedule: DeductionSchedule | null,
  postedOn: string,
): SettlementLines {
  if (schedule === null) {
    throw conflict(
      'no_deduction_schedule',
      'No deduction schedule was in force. Publish one, then post this again.',
    );
  }
  const { departedOn } = state;
  const hasLeft = departedOn !== null && departedOn <= postedOn;
  const terms = hasLeft ? departedTerms(schedule.version) : schedule;
  const settlement = deduct(grossCentimes, claimsDue(state, postedOn), terms);
  const { scheduleVersion, floorCentimes, lines: deductions, netCentimes } = settlement;
  const settled = { scheduleVersion, grossCentimes, floorCentimes, deductions, netCentimes };
  return hasLeft ? { ...settled, claimsDueOn: postedOn, departedOn } : { ...settled, claimsDueOn: postedOn };
}

/** The recoveries and premiums of a settlement, said apart for those who may hear no more than these. */
export function statements(
  producerCode: string,
  lineId: string,
  { deductions }: SettlementLines,
): AccountEvent[] {
  return deductions.flatMap(
    ({ kind, reference, takenCentimes, carriedCentimes: leftCentimes }): AccountEvent[] => {
      if (takenCentimes === 0) return [];
      const said = { producerCode, takenCentimes, leftCentimes, lineId };
      if (kind === 'insurance') return [accountEvents.PremiumWithheld({ ...said, premiumId: reference })];
      if (kind !== 'input_credit') return [];
      return [accountEvents.InputCreditRecovered({ ...said, reference })];
    },
  );
}

type Deducted = readonly { kind: string; reference: string; takenCentimes: number }[];

/** The account that a kind of deduction is taken to. */
function accountOf(kind: string, producerCode: string): string {
  if (kind === 'input_credit') return accounts.inputCredit(producerCode);
  return kind === 'insurance' ? accounts.insurance : accounts.costs(kind);
}

/** What deductions add to the accounts that they are taken to; `sign` -1 gives them back. */
export function deductionPostings(producerCode: string, deductions: Deducted, sign: 1 | -1 = 1): Posting[] {
  return deductions.map(({ kind, takenCentimes }) => ({
    account: accountOf(kind, producerCode),
    amountCentimes: sign * takenCentimes,
  }));
}
