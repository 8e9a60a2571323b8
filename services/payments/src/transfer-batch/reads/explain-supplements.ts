import { accounts, type ArrearsSettled, type SupplementPosted } from '@oce/contracts';
import { valuePerPointMicroMad } from '@oce/quantities';
import type { AccountEvent } from '../../account/domain/account.events';
import type { ShownSupplement } from '../../pool/reads/pool-entries';
import { deducted, ticketStep } from './explain-steps';
import { sum, type Step } from './explain-tree';
import type { Tickets } from './explain-tickets';

/**
 * A part of a supplementary distribution: the points by the value of a point, and what late goods were owed first; less the
 * advances on these, less its deductions.
 *
 * @param hasLateGoods whether the pool has counted goods of the member late, in this supplement or before
 */
export function supplementStep(
  data: SupplementPosted['data'],
  { distribution, hasLateGoods }: SupplementBehind,
  tickets: Tickets,
): Step {
  const { lineId, poolId, number, points, settlement } = data;
  const { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes } = data;
  return {
    kind: 'supplement',
    id: lineId,
    facts: { poolId, number, points, shareCentimes, advancesCentimes, overpaidCentimes, settlement },
    sums: [
      ...(distribution ? [pointsSum(data, distribution, hasLateGoods)] : []),
      sum('share less advances met', complementCentimes, shareCentimes - advancesCentimes),
      ...deducted(settlement),
    ],
    parts: [
      ...(distribution ? [distributionStep(distribution)] : []),
      ...[...tickets.values()].map(ticketStep),
    ],
  };
}

/**
 * What the end of their pool has left to the member: advances that no share has met, which OCE bears, as far as they are
 * those of the line.
 *
 * @param posted all events of the account
 */
export function arrearsSteps(posted: readonly AccountEvent[], isOf: (settled: Settled) => boolean): Step[] {
  const settled = posted.flatMap((event) => (event.type === 'ArrearsSettled' ? [event.data] : []));
  return settled
    .filter(isOf)
    .map(({ poolId, arrearsCentimes, advancesCentimes, deliveries, postings, settledOn }) => {
      const borne = postings.find(({ account }) => account === accounts.corrections)?.amountCentimes ?? 0;
      return {
        kind: 'arrears_settled',
        id: poolId,
        facts: { arrearsCentimes, advancesCentimes, deliveries, settledOn },
        sums: [sum('advances that OCE bears', advancesCentimes, -borne)],
      };
    });
}
type Settled = ArrearsSettled['data'];

/** What is behind a part of a supplement. */
interface SupplementBehind {
  readonly distribution: ShownSupplement | undefined;
  readonly hasLateGoods: boolean;
}

/**
 * The share is the exact one in whole centimes, or one more, for it is split by largest remainder. Late goods may have had
 * more, out of what the distribution met first.
 */
function pointsSum(
  { points, shareCentimes }: SupplementPosted['data'],
  { points: all, sharedCentimes, distributedCentimes }: ShownSupplement,
  hasLateGoods: boolean,
): Step['sums'][number] {
  const whole = BigInt(all);
  const exact = whole === 0n ? 0 : Number((BigInt(points) * BigInt(sharedCentimes)) / whole);
  const metFirstCentimes = hasLateGoods ? distributedCentimes - sharedCentimes : 0;
  const more = shareCentimes - exact;
  const what = hasLateGoods
    ? 'points x value of a point, with what late goods were owed'
    : 'points x value of a point';
  return { what, posted: shareCentimes, fromParts: exact, holds: more >= 0 && more <= metFirstCentimes + 1 };
}

/** The distribution that the part belongs to, with what it gave a point, in millionths of a dirham. */
function distributionStep(distribution: ShownSupplement): Step {
  const { supplementId, number, distributedCentimes, sharedCentimes, points, members, distributedOn } =
    distribution;
  const pointValueMicros = BigInt(points) === 0n ? 0 : valuePerPointMicroMad(sharedCentimes, BigInt(points));
  const sums = {
    distributedCentimes,
    metFirstCentimes: distributedCentimes - sharedCentimes,
    sharedCentimes,
  };
  const facts = { number, ...sums, points, pointValueMicros, members, distributedOn };
  return { kind: 'distribution', id: supplementId, facts, sums: [] };
}
