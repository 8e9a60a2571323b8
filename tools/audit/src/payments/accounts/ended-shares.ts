import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { AccountBook } from './account-book';

/** A share goes to the reserve only where its member was settled and forgotten. */
export function checkShareReserved(
  book: AccountBook,
  { producerCode, poolId, deliveries }: DataOf<'ShareReserved'>,
  at: RecordedCommit,
): void {
  const account = book.of(producerCode);
  if (!account.isClosed)
    book.check.fail(at, 'share-reserved', 'the account of the share', 'closed by an erasure', 'open');
  settle(
    account.deliveries,
    deliveries.map((one) => one.deliveryId),
    poolId,
  );
}

/** What OCE bears at the end of a pool: advances left to be met, and those of deliveries that no share has counted. */
export function checkArrearsSettled(
  book: AccountBook,
  data: DataOf<'ArrearsSettled'>,
  at: RecordedCommit,
): void {
  const { producerCode, poolId, deliveries, advancesCentimes, isLate } = data;
  const account = book.of(producerCode);
  let borne = isLate ? 0 : (account.unmet.get(poolId) ?? 0);
  for (const deliveryId of deliveries) {
    const delivery = account.deliveries.get(deliveryId);
    const isOpen = delivery?.settledIn === null && !delivery.isReversed;
    if (!isOpen) book.check.fail(at, 'arrears-delivery', 'a delivery left', 'without a share', deliveryId);
    borne += delivery?.advanceCentimes ?? 0;
    if (delivery) delivery.isLeft = true;
  }
  book.check.same(at, 'arrears-borne', 'advances that OCE bears', borne, advancesCentimes);
  if (!isLate) account.unmet.set(poolId, 0);
  settle(account.deliveries, deliveries, poolId);
}

function settle(
  known: ReadonlyMap<string, { settledIn: string | null }>,
  ids: readonly string[],
  poolId: string,
): void {
  for (const id of ids) {
    const delivery = known.get(id);
    if (delivery) delivery.settledIn = poolId;
  }
}
