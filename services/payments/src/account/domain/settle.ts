import type { PremiumWithheld, SettlementLines } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { deduct, type DeductionClaim, type DeductionSchedule } from '../../pool/domain/settlement';
import { accountEvents, type InputCreditRecovered } from './account.events';
import type { AccountState } from './account.state';
import { settlementLines } from './ledger';

/** What the member may be asked for on a date, the oldest first. */
export function claimsDue(state: AccountState, date: string): DeductionClaim[] {
  return Object.values(state.claims)
    .filter((claim) => claim.leftCentimes > 0 && claim.dueOn <= date)
    .map(({ kind, reference, leftCentimes }) => ({ kind, reference, askedCentimes: leftCentimes }));
}

/** Takes from a gross amount what is due; refuses `no_deduction_schedule`. */
export function settle(
  grossCentimes: number,
  state: AccountState,
  schedule: DeductionSchedule | null,
  date: string,
): SettlementLines {
  if (schedule === null) {
    throw conflict(
      'no_deduction_schedule',
      'No deduction schedule was in force. Publish one, then post this again.',
    );
  }
  return settlementLines(deduct(grossCentimes, claimsDue(state, date), schedule));
}

type Statement = InputCreditRecovered | PremiumWithheld;

/** The recoveries and premiums of a settlement, said apart for those who may hear no more than these. */
export function statements(
  producerCode: string,
  lineId: string,
  { deductions }: SettlementLines,
): Statement[] {
  return deductions.flatMap(
    ({ kind, reference, takenCentimes, carriedCentimes: leftCentimes }): Statement[] => {
      if (takenCentimes === 0) return [];
      const said = { producerCode, takenCentimes, leftCentimes, lineId };
      if (kind === 'insurance') return [premiumWithheld({ ...said, premiumId: reference })];
      if (kind !== 'input_credit') return [];
      return [accountEvents.InputCreditRecovered({ ...said, reference })];
    },
  );
}

export function premiumWithheld(data: PremiumWithheld['data']): PremiumWithheld {
  return accountEvents.PremiumWithheld(data);
}
