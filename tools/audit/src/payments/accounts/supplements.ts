import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { AccountBook } from './account-book';
import { advancesOf } from './final-shares';
import { checkSettlement, reopen, takenOf } from './settlement';

/** A part of a supplement, re-derived: advances on goods counted late are met first, up to what the goods are worth. */
export function checkSupplementLine(
  book: AccountBook,
  data: DataOf<'SupplementPosted'>,
  lateCentimes: number | undefined,
  at: RecordedCommit,
): void {
  const { check } = book;
  const { lineId, producerCode, poolId, shareCentimes, settlement, postedOn, deliveries } = data;
  const account = book.of(producerCode);
  const advances = advancesOf(book, account, data, at);
  const worth = lateCentimes ?? 0;
  const overpaid = Math.max(0, advances - worth);
  const toMeet = (account.unmet.get(poolId) ?? 0) + advances - overpaid;
  const met = Math.min(toMeet, shareCentimes);
  check.same(at, 'advances', 'advances met by the supplement', met, data.advancesCentimes);
  check.same(at, 'overpaid', 'advances above the worth of late goods', overpaid, data.overpaidCentimes);
  check.same(at, 'unmet', 'advances left to be met', toMeet - met, data.unmetCentimes);
  check.same(at, 'complement', 'share less advances met', shareCentimes - met, data.complementCentimes);
  const schedule = book.schedules.deductionsOn(postedOn, at.position, at.position);
  const settled = { lineId, postedOn, grossCentimes: shareCentimes - met, schedule };
  checkSettlement(book, account, settlement, settled, at);
  const { grossCentimes, netCentimes } = settlement;
  const line = { lineId, kind: 'supplement' as const, deliveryId: null, poolId, taken: takenOf(settlement) };
  book.addLine(account, { ...line, grossCentimes, netCentimes }, at);
  account.unmet.set(poolId, toMeet - met);
  for (const { deliveryId } of deliveries) {
    const delivery = account.deliveries.get(deliveryId);
    if (delivery) delivery.settledIn = poolId;
  }
  if (overpaid > 0) {
    const claim = { kind: 'input_credit' as const, reference: lineId, amountCentimes: overpaid };
    book.addClaim(account, { ...claim, dueOn: postedOn }, at);
  }
}

/** A final share taken back: only one that is held, with all that it took and left. */
export function checkTakenBack(
  book: AccountBook,
  data: DataOf<'FinalShareTakenBack'>,
  at: RecordedCommit,
): void {
  const { check } = book;
  const { lineId, producerCode, poolId, citesLineId, deliveries, netCentimes } = data;
  const account = book.of(producerCode);
  const cited = account.lines.get(citesLineId);
  check.same(at, 'held', 'the share taken back', 'held', cited?.status ?? 'unknown');
  const claim = account.claims.get(`input_credit:${citesLineId}`);
  const recovered = claim ? claim.grantedCentimes - claim.leftCentimes : 0;
  check.same(at, 'recovered', 'recovered of its claim', recovered, data.recoveredCentimes);
  check.same(at, 'net', 'the net given back', recovered - (cited?.netCentimes ?? 0), netCentimes);
  check.same(
    at,
    'reopened',
    'deductions given back',
    JSON.stringify(cited?.taken ?? []),
    JSON.stringify(data.reopened),
  );
  for (const one of data.reopened) {
    const reopened = reopen(account, one);
    if (reopened === undefined || one.kind !== 'insurance') continue;
    const amounts = { takenCentimes: -one.amountCentimes, leftCentimes: reopened.leftCentimes };
    book.statements.push({ type: 'PremiumWithheld', reference: one.reference, ...amounts, lineId });
  }
  if (claim) claim.leftCentimes = 0;
  if (cited) cited.status = cited.netCentimes === 0 ? 'settled' : 'payable';
  const line = { lineId, kind: 'correction' as const, deliveryId: null, poolId, taken: [] };
  book.addLine(account, { ...line, grossCentimes: -data.complementCentimes, netCentimes }, at);
  for (const { deliveryId } of deliveries) {
    const delivery = account.deliveries.get(deliveryId);
    if (delivery) delivery.settledIn = null;
  }
}

/** A final share is held only while nothing has it, and let go as it was. */
export function checkHold(
  book: AccountBook,
  { producerCode, lineId }: DataOf<'FinalShareHeld'>,
  isHeld: boolean,
  at: RecordedCommit,
): void {
  const line = book.of(producerCode).lines.get(lineId);
  if (line === undefined || line.status === 'reserved' || line.status === 'paid')
    book.check.fail(at, 'held', 'the share held', 'with no payout', line?.status ?? 'unknown');
  else if (isHeld) line.status = 'held';
  else line.status = line.netCentimes === 0 ? 'settled' : 'payable';
}
