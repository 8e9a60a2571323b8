import type { RecordedCommit } from '@oce/event-sourcing';
import { splitByLargestRemainder } from '@oce/quantities';
import type { Check } from '../../check';
import type { DataOf, FixedShare } from '../../events';
import { chargesOf, chargeText } from './pool-charges';
import { countAsOf, type MemberCount } from './pool-count';
import type { DeliveriesInTime } from './pool-deliveries';

/** A pool as the audit follows it. */
export interface Pool {
  readonly opened: DataOf<'PoolOpened'>;
  readonly charges: DataOf<'ChargePosted'>[];
  proceedsCentimes: number;
  /** Shares as written, by attempt. */
  readonly attempts: Map<string, FixedShare[]>;
  chunks?: { readonly attempt: string; readonly count: number };
  closed?: DataOf<'PoolClosed'>;
  /** What each member has coming from the closing. */
  readonly owed: Map<string, FixedShare>;
}

/** Counts a pool again as of the position that its closing names, and compares all that was written. */
export function closePool(
  check: Check,
  pool: Pool,
  data: DataOf<'PoolClosed'>,
  time: DeliveriesInTime,
  at: RecordedCommit,
): readonly FixedShare[] {
  const { logPosition } = data;
  if (!(logPosition > 0 && logPosition < at.position))
    check.fail(at, 'log-position', 'the position counted up to', `from 1 to ${at.position - 1}`, logPosition);
  const { members, unpriced } = countAsOf(pool.opened, logPosition, time.all(), time.traceableSince);
  for (const id of unpriced) check.fail(at, 'unpriced', 'a delivery of the pool', 'a price in force', id);
  const points = members.reduce((sum, member) => sum + member.points, 0n);
  const payableGrams = members.reduce((sum, member) => sum + member.payableGrams, 0);
  const deliveries = members.reduce((sum, member) => sum + member.deliveries.length, 0);
  check.same(at, 'members', 'members counted', members.length, data.members);
  check.same(at, 'deliveries', 'deliveries counted', deliveries, data.deliveries);
  check.same(at, 'payable', 'payable grams counted', payableGrams, data.payableGrams);
  check.same(at, 'points', 'points counted', String(points), data.points);
  check.same(at, 'proceeds', 'proceeds pooled', pool.proceedsCentimes, data.proceedsCentimes);
  checkCharges(check, pool, data, payableGrams, at);
  const shares = pool.attempts.get(data.attempt) ?? [];
  const isSound = points > 0n && data.distributableCentimes >= 0;
  if (isSound) checkShares(check, members, shares, data.distributableCentimes, at);
  return shares;
}

function checkCharges(
  check: Check,
  pool: Pool,
  data: DataOf<'PoolClosed'>,
  payableGrams: number,
  at: RecordedCommit,
): void {
  const charges = chargesOf(pool.proceedsCentimes, payableGrams, pool.opened.terms, pool.charges);
  const [expected, found] = [charges, data.charges].map((lines) => lines.map(chargeText).join('; '));
  check.same(at, 'charges', 'charges on the proceeds', expected, found);
  const total = charges.reduce((sum, one) => sum + one.amountCentimes, 0);
  const left = pool.proceedsCentimes - total;
  check.same(at, 'distributable', 'proceeds less charges', left, data.distributableCentimes);
}

/** Each share by largest remainder over the whole, in the order of the members' codes. */
function checkShares(
  check: Check,
  members: readonly MemberCount[],
  shares: readonly FixedShare[],
  distributableCentimes: number,
  at: RecordedCommit,
): void {
  const split = splitByLargestRemainder(
    distributableCentimes,
    members.map((member) => member.points),
  );
  const found = new Map(shares.map((share) => [share.producerCode, share]));
  check.same(at, 'shares', 'shares fixed', members.length, shares.length);
  for (const [index, { producerCode, payableGrams, points, deliveries }] of members.entries()) {
    const counted = deliveries.map(({ deliveryId, grade, payableGrams: grams, coefficientPpm = 0 }) => ({
      deliveryId,
      grade,
      payableGrams: grams,
      coefficientPpm,
    }));
    const shareCentimes = split[index] ?? 0;
    const derived = {
      producerCode,
      payableGrams,
      points: String(points),
      shareCentimes,
      deliveries: counted,
    };
    const written = found.get(producerCode);
    const about = `the share of ${producerCode}`;
    check.same(at, 'share', about, shareText(derived), written ? shareText(written) : 'nothing');
  }
}

/** A share as text, its deliveries in the order of their ids. */
export function shareText({
  producerCode,
  payableGrams,
  points,
  shareCentimes,
  deliveries,
}: FixedShare): string {
  const counted = deliveries.map(
    (one) => `${one.deliveryId} ${one.grade} ${one.payableGrams} x ${one.coefficientPpm}`,
  );
  return `${producerCode} ${shareCentimes} for ${points} points, ${payableGrams} g: ${counted.sort().join(', ')}`;
}
