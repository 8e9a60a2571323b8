import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Account, AccountBook, AccountDelivery } from './account-book';
import { checkSettlement, takenOf } from './settlement';

/** Re-derives the complement of a final share: the share less the advances that the account holds. Case 4. */
export function checkFinalShare(
  book: AccountBook,
  data: DataOf<'FinalSharePosted'>,
  at: RecordedCommit,
): void {
  const { check } = book;
  const { lineId, producerCode, poolId, shareCentimes, settlement, postedOn } = data;
  const account = book.of(producerCode);
  const advances = advancesOf(book, account, data, at);
  check.same(at, 'advances', 'advances on the deliveries counted', advances, data.advancesCentimes);
  const difference = shareCentimes - advances;
  const complement = Math.max(0, difference);
  const overpaid = Math.max(0, -difference);
  check.same(at, 'complement', 'share less advances', complement, data.complementCentimes);
  check.same(at, 'overpaid', 'advances above the share', overpaid, data.overpaidCentimes);
  const closed = book.pools.get(poolId);
  if (closed === undefined) check.fail(at, 'pool-open', 'the pool', 'closed before', poolId);
  else {
    const { distributableCentimes, points } = closed.data;
    const [was, is] = [{ distributableCentimes, points }, data.poolValue].map(
      (value) => `${value.distributableCentimes} / ${value.points}`,
    );
    check.same(at, 'pool-value', 'the value of the closed pool', was, is);
  }
  const schedule = closed && book.schedules.deductionsOn(closed.data.closedOn, closed.position, at.position);
  const formerlyDueOn = closed?.data.closedOn;
  const settled = { lineId, postedOn, grossCentimes: complement, schedule, formerlyDueOn };
  checkSettlement(book, account, settlement, settled, at);
  const { grossCentimes, netCentimes } = settlement;
  const line = { lineId, kind: 'final_share' as const, deliveryId: null, poolId, taken: takenOf(settlement) };
  book.addLine(account, { ...line, grossCentimes, netCentimes }, at);
  for (const { deliveryId } of data.deliveries) {
    const delivery = account.deliveries.get(deliveryId);
    if (delivery) delivery.settledIn = poolId;
  }
  if (data.overpaidCentimes > 0) {
    const claim = { kind: 'input_credit' as const, reference: lineId, amountCentimes: data.overpaidCentimes };
    book.addClaim(account, { ...claim, dueOn: postedOn }, at);
  }
}

export function advancesOf(
  { check }: AccountBook,
  account: Account,
  { deliveries }: Pick<DataOf<'FinalSharePosted'>, 'deliveries'>,
  at: RecordedCommit,
): number {
  const counted = new Set(deliveries.map((one) => one.deliveryId));
  let sum = 0;
  for (const { deliveryId } of deliveries) {
    const delivery = account.deliveries.get(deliveryId);
    if (delivery === undefined)
      check.fail(at, 'not-advanced', 'a delivery counted', 'advanced before', deliveryId);
    else if (delivery.settledIn !== null)
      check.fail(at, 'shared-twice', `the pool of ${deliveryId}`, delivery.settledIn, 'another as well');
    sum += delivery?.advanceCentimes ?? 0;
    sum += replacementOf(account, delivery, counted)?.advanceCentimes ?? 0;
  }
  return sum;
}

/** The delivery that stands for a reversed one and that no pool has counted yet. */
function replacementOf(
  account: Account,
  delivery: AccountDelivery | undefined,
  counted: ReadonlySet<string>,
): AccountDelivery | undefined {
  let id = delivery?.replacedBy ?? null;
  const passed = new Set<string>();
  while (id !== null && account.deliveries.get(id)?.isReversed && !passed.has(id)) {
    passed.add(id);
    id = account.deliveries.get(id)?.replacedBy ?? null;
  }
  const found = id === null ? undefined : account.deliveries.get(id);
  return id === null || found === undefined || found.settledIn !== null || counted.has(id)
    ? undefined
    : found;
}
