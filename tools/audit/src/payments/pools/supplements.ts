import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyRatio, splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import { countAsOf, type Pool, type SupplementShare } from './pool-closing';
import type { DeliveriesInTime } from './pool-deliveries';

/** A member's part, derived. */
interface Part {
  readonly producerCode: string;
  readonly points: bigint;
  readonly lateCentimes: number;
  shareCentimes: number;
  arrearsCentimes: number;
  readonly lateIds: readonly string[];
}

/**
 * Derives a supplement from the log: goods that the closing and earlier supplements have not counted, the rest first to
 * what these are owed, then over all points; and compares every share, and their sum, with what was written.
 */
export function checkSupplement(
  check: Check,
  pool: Pool,
  data: DataOf<'SupplementDistributed'>,
  time: DeliveriesInTime,
  at: RecordedCommit,
): readonly SupplementShare[] {
  const written = pool.supplements.get(data.attempt) ?? [];
  if (!pool.closed) check.fail(at, 'supplement-open', 'the pool', 'closed before', 'open');
  if (pool.woundUp) check.fail(at, 'after-the-end', 'the pool', 'not wound up', 'wound up');
  pool.supplementsCount += 1;
  check.same(at, 'supplement-number', 'the number of the supplement', pool.supplementsCount, data.number);
  const parts = partsOf(pool, data.logPosition, time);
  const { met, shared, owedCentimes, points } = shareRest(parts, pool.restCentimes);
  const lines = parts.filter((one) => one.shareCentimes > 0 || one.lateIds.length > 0);
  const late = parts.flatMap((one) => one.lateIds).length;
  check.same(at, 'distributed', 'what is distributed', met + shared, data.distributedCentimes);
  check.same(at, 'distributed', 'what is shared over all points', shared, data.sharedCentimes);
  check.same(
    at,
    'supplement-points',
    'points of the closing, and of late goods',
    String(points),
    data.points,
  );
  check.same(at, 'supplement-late', 'deliveries counted late', late, data.lateDeliveries);
  check.same(at, 'arrears', 'what late goods are still owed', owedCentimes - met, data.arrearsCentimes);
  check.same(at, 'rest', 'what is left', pool.restCentimes - met - shared, data.restCentimes);
  const total = sum(written.map((one) => one.shareCentimes));
  check.same(at, 'supplement-sum', 'sum of the lines = distributed', data.distributedCentimes, total);
  const found = new Map(written.map((one) => [one.producerCode, one]));
  check.same(at, 'supplement-shares', 'shares of the supplement', lines.length, written.length);
  for (const part of lines) {
    const share = found.get(part.producerCode);
    check.same(at, 'supplement-share', `the part of ${part.producerCode}`, textOf(part), textOfShare(share));
  }
  for (const { producerCode, points: own, arrearsCentimes } of parts)
    pool.standing.set(producerCode, { points: own, arrearsCentimes });
  for (const id of parts.flatMap((one) => one.lateIds)) pool.counted.add(id);
  pool.perPoint.push({ sharedCentimes: shared, points });
  pool.restCentimes -= met + shared;
  pool.arrearsCentimes = owedCentimes - met;
  return written;
}

/** Gives the rest to the parts: first what is owed, in proportion, then over all points. */
function shareRest(parts: readonly Part[], restCentimes: number) {
  const available = Math.max(0, restCentimes);
  const owed = parts.map((one) => one.arrearsCentimes);
  const owedCentimes = sum(owed);
  const met = Math.min(available, owedCentimes);
  const shared = available - met;
  const points = parts.reduce((total, one) => total + one.points, 0n);
  if (met > 0)
    for (const [index, given] of splitByLargestRemainder(met, owed).entries())
      give(parts[index], given, true);
  if (shared > 0 && points > 0n)
    for (const [index, given] of splitByLargestRemainder(
      shared,
      parts.map((one) => one.points),
    ).entries())
      give(parts[index], given, false);
  return { met, shared, owedCentimes, points };
}

/**
 * Who is still owed something, or has goods that no share has counted, when a pool is wound up: derived from the log, as text.
 * One that was never closed counts all its goods, and none of them has a point.
 */
export function checkArrearsLeft(
  check: Check,
  pool: Pool,
  { members, logPosition }: DataOf<'ArrearsLeft'>,
  time: DeliveriesInTime,
  at: RecordedCommit,
): void {
  const parts = partsOf(pool, logPosition, time);
  const points = parts.reduce((total, one) => total + one.points, 0n);
  if (!pool.closed) check.same(at, 'no-points', 'points of a pool that was never closed', 0n, points);
  const owed = parts.map(({ producerCode, arrearsCentimes, lateCentimes, lateIds }) =>
    leftText(producerCode, arrearsCentimes - lateCentimes, lateIds),
  );
  const said = members.map((one) => leftText(one.producerCode, one.arrearsCentimes, one.deliveries));
  const [expected, found] = [owed, said].map((lines) => lines.filter((line) => line !== '').join('; '));
  check.same(at, 'arrears-left', 'who is still owed something', expected, found);
}

const leftText = (producerCode: string, arrearsCentimes: number, ids: readonly string[]): string =>
  arrearsCentimes === 0 && ids.length === 0
    ? ''
    : `${producerCode} ${arrearsCentimes} ${[...ids].sort().join(', ')}`;

/** How members stand, with what their late goods are worth added to what they are owed. */
function partsOf(pool: Pool, position: number, time: DeliveriesInTime): Part[] {
  const { members } = countAsOf(pool.opened, position, time.all(), time.traceableSince);
  const late = new Map<string, { points: bigint; ids: string[] }>();
  for (const { producerCode, deliveries } of members)
    for (const delivery of deliveries) {
      if (pool.counted.has(delivery.deliveryId) || isCountedInstead(pool, delivery)) continue;
      const known = late.get(producerCode) ?? { points: 0n, ids: [] };
      known.points += BigInt(delivery.payableGrams) * BigInt(delivery.coefficientPpm ?? 0);
      known.ids.push(delivery.deliveryId);
      late.set(producerCode, known);
    }
  const codes = [...new Set([...pool.standing.keys(), ...late.keys()])].sort((a, b) => (a < b ? -1 : 1));
  return codes.map((producerCode) => {
    const { points, arrearsCentimes } = pool.standing.get(producerCode) ?? {
      points: 0n,
      arrearsCentimes: 0,
    };
    const { points: latePoints, ids } = late.get(producerCode) ?? { points: 0n, ids: [] };
    const lateCentimes = valueOf(pool, latePoints);
    return {
      producerCode,
      points: points + latePoints,
      lateCentimes,
      shareCentimes: 0,
      arrearsCentimes: arrearsCentimes + lateCentimes,
      lateIds: ids.sort(),
    };
  });
}

type Counted = Parameters<typeof countAsOf>[2] extends Iterable<infer One> ? One : never;

/** One that stands for a delivery that was counted has that one's share: its reversal corrected it. */
function isCountedInstead(pool: Pool, { standsFor }: Counted): boolean {
  return (
    standsFor !== undefined && (pool.counted.has(standsFor.deliveryId) || isCountedInstead(pool, standsFor))
  );
}

/** Points at what a point has had so far, as one fraction, rounded once. */
function valueOf({ perPoint }: Pool, points: bigint): number {
  if (points === 0n) return 0;
  let [numerator, denominator] = [0n, 1n];
  for (const one of perPoint) {
    if (one.sharedCentimes === 0) continue;
    numerator = numerator * one.points + BigInt(one.sharedCentimes) * denominator;
    denominator *= one.points;
  }
  return multiplyRatio(points, numerator, denominator);
}

function give(part: Part | undefined, centimes: number, isOwed: boolean): void {
  if (part === undefined) return;
  part.shareCentimes += centimes;
  if (isOwed) part.arrearsCentimes -= centimes;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);

const textOf = ({ shareCentimes, points, lateCentimes, arrearsCentimes, lateIds }: Part): string =>
  `${shareCentimes} for ${points} points, late ${lateCentimes}, owed ${arrearsCentimes}: ${lateIds.join(', ')}`;

function textOfShare(share: SupplementShare | undefined): string {
  if (share === undefined) return 'nothing';
  const lateIds = share.deliveries.map((one) => one.deliveryId).sort();
  return textOf({ ...share, points: BigInt(share.points), lateIds });
}
