import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { AccountBook } from './account-book';

/** A credit or premium taken back: once, whole, and with what lines had recovered of it. */
export function checkClaimReversed(
  book: AccountBook,
  data: DataOf<'ClaimReversed'>,
  at: RecordedCommit,
): void {
  const { check } = book;
  const { producerCode, kind, reference, lineId, recoveredCentimes } = data;
  const account = book.of(producerCode);
  const claim = account.claims.get(`${kind}:${reference}`);
  if (!claim?.isTold)
    check.fail(at, 'reversed-unknown', 'the claim taken back', 'granted or declared before', reference);
  if (claim?.isReversed) check.fail(at, 'reversed-twice', `reversals of ${reference}`, 1, 2);
  const granted = claim?.grantedCentimes ?? 0;
  check.same(at, 'reversed-amount', `amount of ${reference}`, granted, data.amountCentimes);
  const recovered = granted - (claim?.leftCentimes ?? 0);
  check.same(at, 'reversed-recovered', `recovered of ${reference}`, recovered, recoveredCentimes);
  const line = { lineId, kind: 'claim_reversed' as const, deliveryId: null, poolId: null, taken: [] };
  book.addLine(account, { ...line, grossCentimes: 0, netCentimes: recoveredCentimes }, at);
  if (claim) {
    claim.leftCentimes = 0;
    claim.takenCentimes = claim.grantedCentimes;
    claim.isReversed = true;
  }
  if (kind !== 'insurance' || recoveredCentimes === 0) return;
  const given = { takenCentimes: -recoveredCentimes, leftCentimes: 0 };
  book.statements.push({ type: 'PremiumWithheld', reference, ...given, lineId });
}
