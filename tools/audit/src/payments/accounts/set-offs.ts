import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Account, AccountBook, Line } from './account-book';
import { checkSettlement, DEPARTED, takenOf } from './settlement';

/** What was payable to a member who has left meets what is due: no more than either, by the rules of any settlement. */
export function checkSetOff(book: AccountBook, data: DataOf<'DebtsSetOff'>, at: RecordedCommit): void {
  const { check } = book;
  const { lineId, producerCode, settlement, netCentimes, postedOn } = data;
  const account = book.of(producerCode);
  book.saysSetOff = true;
  if (account.departedOn === undefined || account.departedOn > postedOn)
    check.fail(at, 'set-off', 'the member whose debts are set off', 'left before', account.departedOn);
  const grossCentimes = payableOf(account);
  checkSettlement(book, account, settlement, { lineId, postedOn, grossCentimes, schedule: DEPARTED }, at);
  const taken = settlement.deductions.reduce((sum, one) => sum + one.takenCentimes, 0);
  check.same(at, 'set-off', 'net of the set-off', -taken, netCentimes);
  const line = { lineId, kind: 'set_off' as const, deliveryId: null, poolId: null, grossCentimes: 0 };
  book.addLine(account, { ...line, netCentimes, taken: takenOf(settlement) }, at);
}

/** Nothing is set aside for a member who has left while he owes something that is due; logs of before know no set-off. */
export function checkNothingDue(
  book: AccountBook,
  { producerCode, lineIds }: DataOf<'PayoutReserved'>,
  day: string,
  at: RecordedCommit,
): void {
  const account = book.of(producerCode);
  const { departedOn } = account;
  if (!book.saysSetOff || departedOn === undefined || departedOn > day || lineIds.length === 0) return;
  for (const { reference, leftCentimes, dueOn } of account.claims.values())
    if (leftCentimes > 0 && dueOn <= day)
      book.check.fail(at, 'not-set-off', `left of ${reference} when a payout is set aside`, 0, leftCentimes);
}

const isPayable = ({ status, disputeId }: Line): boolean => status === 'payable' && disputeId === null;

function payableOf({ lines }: Account): number {
  let sum = 0;
  for (const line of lines.values()) if (isPayable(line)) sum += line.netCentimes;
  return sum;
}
