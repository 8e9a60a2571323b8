import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { AccountBook } from './account-book';
import { advancesOf } from './final-shares';
import { checkSettlement, takenOf } from './settlement';

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
