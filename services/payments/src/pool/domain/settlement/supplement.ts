import { conflict } from '@oce/event-sourcing';
import { multiplyRatio, splitByLargestRemainder, sumExactly } from '@oce/quantities';

/** What a distribution gave to all points of a pool, and how many these were, whole, as text. */
export interface PerPoint {
  readonly sharedCentimes: number;
  readonly points: string;
}

/** How a member stands in a pool before a supplement: points counted so far, and what is owed for goods counted late. */
export interface Standing {
  readonly points: bigint;
  readonly arrearsCentimes: number;
}

/** A member's part of a supplement. */
export interface SupplementPart extends Standing {
  readonly producerCode: string;
  /** What the goods counted late in this supplement are worth. */
  readonly lateCentimes: number;
  readonly shareCentimes: number;
}

export interface Supplement {
  readonly parts: readonly SupplementPart[];
  readonly points: bigint;
  readonly distributedCentimes: number;
  /** Of it, what was shared over all points. */
  readonly sharedCentimes: number;
  readonly arrearsCentimes: number;
}

/**
 * What goods counted late are worth: their points at what a point has had so far, from the closing and all supplements,
 * rounded once, half away from zero.
 */
export function lateValue(latePoints: bigint, perPoint: readonly PerPoint[]): number {
  // One fraction for the sum of shared / points, so that it is rounded once.
  let [numerator, denominator] = [0n, 1n];
  for (const { sharedCentimes, points } of perPoint) {
    if (sharedCentimes === 0) continue;
    numerator = numerator * BigInt(points) + BigInt(sharedCentimes) * denominator;
    denominator *= BigInt(points);
  }
  return multiplyRatio(latePoints, numerator, denominator);
}

/**
 * Shares the rest of a closed pool: first what goods counted late are owed, over what is owed to each; then over all
 * points, those of the late goods among them, both by largest remainder in the order of the members' codes. A rest of
 * nothing or less gives nothing, and late goods are counted all the same. ADR 13.
 * Refuses `nothing_to_share` where there is neither a rest nor anything late.
 */
export function supplementOf(
  restCentimes: number,
  standing: ReadonlyMap<string, Standing>,
  latePoints: ReadonlyMap<string, bigint>,
  perPoint: readonly PerPoint[],
): Supplement {
  if (restCentimes <= 0 && latePoints.size === 0)
    throw conflict(
      'nothing_to_share',
      restCentimes < 0
        ? 'The pool has given more than it had: what comes covers that first, and nothing is shared before.'
        : 'Everything in the pool is shared.',
    );
  const members = membersOf(standing, latePoints, perPoint);
  const points = members.reduce((sum, member) => sum + member.points, 0n);
  const owed = members.map((member) => member.owedCentimes);
  const owedCentimes = sumExactly(owed);
  const available = Math.max(0, restCentimes);
  const metCentimes = Math.min(available, owedCentimes);
  const sharedCentimes = points === 0n ? 0 : available - metCentimes;
  const met = metCentimes === 0 ? owed.map(() => 0) : splitByLargestRemainder(metCentimes, owed);
  const common =
    sharedCentimes === 0
      ? owed.map(() => 0)
      : splitByLargestRemainder(
          sharedCentimes,
          members.map((member) => member.points),
        );
  const parts = members.map((member, index) => {
    const [given = 0, shared = 0] = [met[index], common[index]];
    return {
      producerCode: member.producerCode,
      points: member.points,
      lateCentimes: member.lateCentimes,
      shareCentimes: given + shared,
      arrearsCentimes: member.owedCentimes - given,
    };
  });
  return {
    parts,
    points,
    distributedCentimes: metCentimes + sharedCentimes,
    sharedCentimes,
    arrearsCentimes: owedCentimes - metCentimes,
  };
}

/** All members in the order of their codes, with all their points and what is owed to them first. */
function membersOf(
  standing: ReadonlyMap<string, Standing>,
  latePoints: ReadonlyMap<string, bigint>,
  perPoint: readonly PerPoint[],
) {
  const codes = [...new Set([...standing.keys(), ...latePoints.keys()])].sort(byCode);
  return codes.map((producerCode) => {
    const { points, arrearsCentimes } = standing.get(producerCode) ?? { points: 0n, arrearsCentimes: 0 };
    const late = latePoints.get(producerCode) ?? 0n;
    const lateCentimes = late === 0n ? 0 : lateValue(late, perPoint);
    return {
      producerCode,
      points: points + late,
      lateCentimes,
      owedCentimes: arrearsCentimes + lateCentimes,
    };
  });
}

const byCode = (one: string, other: string): number => (one < other ? -1 : 1);
