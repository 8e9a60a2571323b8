import type { RecordedCommit } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { Account, AccountBook } from './account-book';

type Hold = DataOf<'ErasureHeld'>['holds'][number];

/** What holds an erasure, as it was said, is what is open on the account: lines, shares, transfers, claims, disputes. */
export function checkHeld(book: AccountBook, data: DataOf<'ErasureHeld'>, at: RecordedCommit): void {
  const { producerCode, holds, awaited } = data;
  const account = book.of(producerCode);
  for (const id of awaited)
    if (account.deliveries.has(id) || account.voided.has(id))
      book.check.fail(at, 'awaited', 'a delivery on its way', 'not on the account yet', id);
  const onTheWay = { kind: 'delivery_on_its_way', count: awaited.length, amountCentimes: null } as const;
  const open = openIn(account, onTheWay);
  book.check.same(at, 'held', `what holds the erasure of ${producerCode}`, textOf(open), textOf(holds));
}

/** Nothing is open on an account that closes: no premium that was not withheld, no share outstanding. */
export function checkClosed(
  book: AccountBook,
  { producerCode }: DataOf<'AccountClosed'>,
  at: RecordedCommit,
): void {
  const account = book.of(producerCode);
  account.isClosed = true;
  const open = openIn(account);
  book.check.same(at, 'closed-open', `what is open on the account of ${producerCode}`, '', textOf(open));
}

/** What is open; where nothing else is, a closing that is being taken back, which may leave a balance or a claim. */
function openIn(account: Account, ...others: readonly Hold[]): Hold[] {
  const open = [...openOf(account), ...others].filter(({ count }) => count > 0);
  if (open.length > 0) return open;
  const held = [...account.lines.values()].filter(({ status }) => status === 'held');
  const count = new Set(held.map(({ poolId }) => poolId)).size;
  return count === 0 ? [] : [{ kind: 'open_share', count, amountCentimes: null }];
}

/** What is open on an account, each kind once. */
function openOf({ lines, deliveries, unmet, payouts, claims }: Account): Hold[] {
  const all = [...lines.values()];
  const owed = all.filter(({ status }) => status === 'payable' || status === 'held');
  const owedCentimes = sumExactly(owed.map(({ netCentimes }) => netCentimes));
  const shares = [...deliveries.values()].filter(
    (one) => one.settledIn === null && !one.isReversed && !one.isPurchased,
  );
  const late = [...unmet.values()].filter((centimes) => centimes > 0);
  const reserved = [...payouts.values()].filter(({ status }) => status === 'reserved');
  const asked = [...claims.values()].filter(({ leftCentimes }) => leftCentimes > 0);
  const reservedCentimes = sumExactly(reserved.map(({ amountCentimes }) => amountCentimes));
  const askedCentimes = sumExactly(asked.map(({ leftCentimes }) => leftCentimes));
  const disputed = all.filter(({ disputeId }) => disputeId !== null);
  return [
    { kind: 'balance', count: owedCentimes === 0 ? 0 : owed.length, amountCentimes: owedCentimes },
    { kind: 'open_share', count: shares.length + late.length, amountCentimes: null },
    { kind: 'reserved_transfer', count: reserved.length, amountCentimes: reservedCentimes },
    { kind: 'open_claim', count: asked.length, amountCentimes: askedCentimes },
    { kind: 'open_dispute', count: disputed.length, amountCentimes: null },
  ];
}

const textOf = (holds: readonly Hold[]): string =>
  holds
    .map(({ kind, count, amountCentimes }) => `${kind} ${count} ${amountCentimes ?? ''}`.trim())
    .sort()
    .join(', ');
