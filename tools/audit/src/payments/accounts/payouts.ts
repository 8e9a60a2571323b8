import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Account, AccountBook, Line } from './account-book';

/** A payout sets aside lines that nothing else holds, and exactly what they come to. */
export function checkReserved(book: AccountBook, data: DataOf<'PayoutReserved'>, at: RecordedCommit): void {
  const { check } = book;
  const { transferId, amountCentimes, lineIds, producerCode } = data;
  const account = book.of(producerCode);
  if (account.payouts.has(transferId)) check.fail(at, 'reserved-twice', `payouts ${transferId}`, 1, 2);
  check.same(at, 'line-repeated', 'lines of the payout', new Set(lineIds).size, lineIds.length);
  let payable = 0;
  for (const line of account.lines.values()) if (isPayable(line)) payable += line.netCentimes;
  let sum = 0;
  for (const lineId of lineIds) {
    const line = account.lines.get(lineId);
    if (line === undefined || !isPayable(line))
      check.fail(at, 'line', `the line ${lineId}`, 'payable', stateOf(line));
    sum += line?.netCentimes ?? 0;
    if (line) line.status = 'reserved';
  }
  check.same(at, 'payout', 'amount = sum of the nets of its lines', sum, amountCentimes);
  if (amountCentimes <= 0) check.fail(at, 'payout', 'amount of the payout', 'above 0', amountCentimes);
  if (payable < amountCentimes)
    check.fail(at, 'above-balance', 'what the account may pay out', `>= ${amountCentimes}`, payable);
  account.payouts.set(transferId, { amountCentimes, lineIds, status: 'reserved' });
}

const isPayable = (line: Line): boolean => line.status === 'payable' && line.disputeId === null;
const stateOf = (line: Line | undefined): string =>
  line === undefined ? 'unknown' : line.disputeId === null ? line.status : `disputed in ${line.disputeId}`;

export function checkConfirmed(book: AccountBook, data: DataOf<'PayoutConfirmed'>, at: RecordedCommit): void {
  const { check } = book;
  const account = book.of(data.producerCode);
  const payout = account.payouts.get(data.transferId);
  check.same(at, 'confirmed', 'the payout before', 'reserved', payout?.status ?? 'unknown');
  check.same(at, 'amount-paid', 'amount as reserved', payout?.amountCentimes, data.amountCentimes);
  if (payout) payout.status = 'confirmed';
  move(account, payout?.lineIds, 'paid');
  account.paidCentimes += data.amountCentimes;
  const most = `<= nets of its lines, ${account.netCentimes}`;
  if (account.paidCentimes > account.netCentimes)
    check.fail(at, 'paid-beyond', 'paid in all', most, account.paidCentimes);
}

export function checkReturned(book: AccountBook, data: DataOf<'PayoutReturned'>, at: RecordedCommit): void {
  const { check } = book;
  const account = book.of(data.producerCode);
  const payout = account.payouts.get(data.transferId);
  const before = payout?.status ?? 'unknown';
  const isOut = before === 'reserved' || before === 'confirmed';
  if (!isOut) check.fail(at, 'restored-twice', 'the payout before', 'reserved or confirmed', before);
  check.same(at, 'amount-returned', 'amount as reserved', payout?.amountCentimes, data.amountCentimes);
  if (payout?.status === 'confirmed') account.paidCentimes -= data.amountCentimes;
  if (payout && isOut) {
    payout.status = 'returned';
    move(account, payout.lineIds, 'payable');
  }
}

function move({ lines }: Account, lineIds: readonly string[] = [], status: Line['status']): void {
  for (const lineId of lineIds) {
    const line = lines.get(lineId);
    if (line) line.status = status;
  }
}
