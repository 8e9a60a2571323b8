import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyRatio, pointsOf } from '@oce/quantities';
import { dateOf } from '../../dates';
import type { DataOf } from '../../events';
import { advanceOn } from './advances';
import type { Account, AccountBook, AccountDelivery, Line } from './account-book';
import { checkSettlement, reopen, takenOf } from './settlement';

type Correction = DataOf<'CorrectionPosted'>;

/** Re-derives a correction: the advance taken back or weighed anew, or the points at the closed value (case 5). */
export function checkCorrection(book: AccountBook, data: Correction, at: RecordedCommit): void {
  const { check } = book;
  const account = book.of(data.producerCode);
  const cited = account.lines.get(data.citesLineId);
  if (cited === undefined)
    check.fail(at, 'cites', 'the line corrected', 'one of the account', data.citesLineId);
  const delivery = data.deliveryId === null ? undefined : account.deliveries.get(data.deliveryId);
  if (data.basis === 'dispute') checkDispute(book, data, cited, delivery, at);
  else if (delivery === undefined)
    check.fail(at, 'not-advanced', 'the delivery corrected', 'advanced before', data.deliveryId);
  else checkDelivery(book, account, data, delivery, at);
  checkSums(book, account, data, { cited, isUndone: isUndone(data, cited, delivery) }, at);
  apply(book, account, data, delivery, at);
}

/** An advance that is not paid yet is undone with its deductions; anything else is a new amount, or a claim. */
function isUndone(
  { basis, counts }: Correction,
  cited: Line | undefined,
  delivery: AccountDelivery | undefined,
) {
  if (basis === 'dispute' || counts !== null || delivery === undefined || cited === undefined) return false;
  const isWhole = cited.kind === 'advance' && cited.grossCentimes === delivery.advanceCentimes;
  return delivery.settledIn === null && isWhole && cited.status === 'payable';
}

function checkDelivery(
  book: AccountBook,
  account: Account,
  data: Correction,
  delivery: AccountDelivery,
  at: RecordedCommit,
): void {
  const { check } = book;
  const deliveryId = data.deliveryId ?? '';
  const { counts } = data;
  const reversal = book.reversals.get(deliveryId);
  if (reversal === undefined) check.fail(at, 'not-reversed', 'the delivery', 'reversed before', deliveryId);
  check.kept(`corrected ${deliveryId}`);
  check.same(at, 'cites', 'the line that holds the delivery', delivery.lineId, data.citesLineId);
  check.same(at, 'pool', 'the pool that has paid the delivery', delivery.settledIn, data.poolId);
  if (counts !== null) {
    const known = account.deliveries.get(counts.deliveryId)?.payableGrams;
    const said = known ?? reversal?.data.replacement?.payableGrams;
    check.same(at, 'counts', 'payable grams of the replacement', said, counts.payableGrams);
    check.same(at, 'counts', 'its coefficient', delivery.coefficientPpm, counts.coefficientPpm);
    const advance = advanceOn(counts.payableGrams, delivery.pricePerKgCentimes, delivery.advancePpm);
    if (known === undefined) check.same(at, 'counts', 'its advance', advance, counts.advanceCentimes);
  }
  if (delivery.settledIn === null) {
    const change = (counts?.advanceCentimes ?? 0) - delivery.advanceCentimes;
    check.same(at, 'amount', 'the change of the advance', change, data.amountCentimes);
    return;
  }
  const closed = book.pools.get(delivery.settledIn)?.data;
  const after = counts === null ? 0n : pointsOf(counts.payableGrams, counts.coefficientPpm);
  const delta = after - pointsOf(delivery.payableGrams, delivery.coefficientPpm);
  check.same(at, 'points', 'the change of the points', String(delta), data.pointsDelta);
  if (closed === undefined) return;
  const value = multiplyRatio(delta, closed.distributableCentimes, BigInt(closed.points));
  check.same(at, 'amount', 'the change at the closed value', value, data.amountCentimes);
}

function checkDispute(
  { check }: AccountBook,
  data: Correction,
  cited: Line | undefined,
  delivery: AccountDelivery | undefined,
  at: RecordedCommit,
): void {
  const { amountCentimes } = data;
  if (amountCentimes === 0) check.fail(at, 'amount', 'the change of a disputed line', 'not 0', 0);
  const isAdvance = cited?.kind === 'advance' && delivery !== undefined;
  const held = isAdvance ? delivery.advanceCentimes : (cited?.grossCentimes ?? 0);
  if (-amountCentimes > Math.max(0, held))
    check.fail(at, 'above-line', 'what is taken back of the line', `<= ${held}`, -amountCentimes);
  const poolId = cited?.poolId ?? delivery?.settledIn ?? null;
  check.same(at, 'pool', 'the pool of the disputed line', poolId, data.poolId);
}

function checkSums(
  book: AccountBook,
  account: Account,
  data: Correction,
  { cited, isUndone: undone }: { cited: Line | undefined; isUndone: boolean },
  at: RecordedCommit,
): void {
  const { check } = book;
  const { lineId, amountCentimes, settlement, postedOn, reopened, producerCode } = data;
  if (undone && cited !== undefined) {
    check.same(at, 'net', 'the net given back', -cited.netCentimes, data.netCentimes);
    check.same(at, 'claim', 'claim of an advance undone', 0, data.claimCentimes);
    check.same(
      at,
      'reopened',
      'deductions given back',
      JSON.stringify(cited.taken),
      JSON.stringify(reopened),
    );
    for (const one of reopened) giveBack(book, account, one, { lineId, producerCode });
    return;
  }
  check.same(at, 'reopened', 'deductions given back', '[]', JSON.stringify(reopened));
  check.same(at, 'claim', 'claim of the correction', Math.max(0, -amountCentimes), data.claimCentimes);
  if (amountCentimes <= 0 || settlement === null) {
    check.same(at, 'net', 'net of a correction downwards', 0, data.netCentimes);
    check.same(at, 'settled', 'whether it is settled', amountCentimes > 0, settlement !== null);
    return;
  }
  check.same(at, 'net', 'net as settled', settlement.netCentimes, data.netCentimes);
  const schedule = scheduleOf(book, data, at);
  checkSettlement(
    book,
    account,
    settlement,
    { lineId, postedOn, grossCentimes: amountCentimes, schedule },
    at,
  );
}

function giveBack(
  { statements }: AccountBook,
  account: Account,
  one: Line['taken'][number],
  { lineId }: { lineId: string; producerCode: string },
): void {
  const claim = reopen(account, one);
  if (claim === undefined || one.kind !== 'insurance') return;
  const amounts = { takenCentimes: -one.amountCentimes, leftCentimes: claim.leftCentimes };
  statements.push({ type: 'PremiumWithheld', reference: one.reference, ...amounts, lineId });
}

/** The schedule of the day of the reversal, or of the closing for what is valued with the final share; a dispute's own. */
function scheduleOf(book: AccountBook, data: Correction, at: RecordedCommit) {
  const { schedules } = book;
  const reversal = book.reversals.get(data.deliveryId ?? '');
  if (data.basis === 'dispute') return schedules.deductionsOf(data.settlement?.scheduleVersion ?? '');
  const withShare = at.events.some((event) => event.type === 'FinalSharePosted');
  const closed = withShare ? book.pools.get(data.poolId ?? '') : undefined;
  if (closed) return schedules.deductionsOn(closed.data.closedOn, closed.position, at.position);
  return reversal && schedules.deductionsOn(dateOf(reversal.at), reversal.position, at.position);
}

function apply(
  book: AccountBook,
  account: Account,
  data: Correction,
  delivery: AccountDelivery | undefined,
  at: RecordedCommit,
): void {
  const { lineId, deliveryId, poolId, settlement, amountCentimes, netCentimes, counts, claimCentimes } = data;
  const gross = settlement?.grossCentimes ?? amountCentimes;
  const line = {
    lineId,
    kind: 'correction' as const,
    deliveryId,
    poolId,
    taken: settlement ? takenOf(settlement) : [],
  };
  book.addLine(account, { ...line, grossCentimes: gross, netCentimes }, at);
  if (claimCentimes > 0) {
    const claim = { kind: 'input_credit' as const, reference: lineId, amountCentimes: claimCentimes };
    book.addClaim(account, { ...claim, dueOn: data.postedOn }, at);
  }
  if (delivery === undefined) return;
  if (data.basis === 'dispute') {
    if (delivery.settledIn === null) delivery.advanceCentimes += amountCentimes;
    return;
  }
  delivery.isReversed = true;
  delivery.replacedBy = counts?.deliveryId ?? null;
  if (delivery.settledIn === null) delivery.advanceCentimes = 0;
  if (counts === null) return;
  const { deliveryId: replacement, ...counted } = counts;
  account.deliveries.set(replacement, {
    ...delivery,
    ...counted,
    lineId,
    isReversed: false,
    replacedBy: null,
  });
}
