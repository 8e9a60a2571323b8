import { accounts, type Posting, type SettlementLines } from '@oce/contracts';
import type { Settlement } from '../../pool/domain/settlement';

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

/** One posting an account, without those of nothing. */
export function summed(postings: readonly Posting[]): Posting[] {
  const byAccount = new Map<string, number>();
  for (const { account, amountCentimes } of postings)
    byAccount.set(account, (byAccount.get(account) ?? 0) + amountCentimes);
  return [...byAccount]
    .filter(([, amountCentimes]) => amountCentimes !== 0)
    .map(([account, amountCentimes]) => ({ account, amountCentimes }));
}

/** A settlement as events carry it. */
export function settlementLines(settlement: Settlement): SettlementLines {
  const { scheduleVersion, grossCentimes, floorCentimes, lines, netCentimes } = settlement;
  return { scheduleVersion, grossCentimes, floorCentimes, deductions: lines, netCentimes };
}
