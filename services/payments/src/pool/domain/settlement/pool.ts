import { conflict, invalid, refuseIf } from '@oce/event-sourcing';
import { splitByLargestRemainder, sumExactly } from '@oce/quantities';
import { chargesOn, type ChargeLine, type ChargeTerms } from './charges';
import { requireAmount } from './guards';
import type { MemberPoints, PointCount } from './points';

/** A member's share of what a pool distributes, in centimes. */
export interface MemberShare extends MemberPoints {
  readonly shareCentimes: number;
}

/** What remains of a pool to value later corrections: a point is worth exactly distributable / points. */
export interface ClosedValue {
  readonly distributableCentimes: number;
  readonly points: bigint;
}

/** Proceeds, less charges, shared to the centime. */
export interface Distribution extends ClosedValue {
  readonly contract: PointCount['contract'];
  readonly proceedsCentimes: number;
  readonly charges: readonly ChargeLine[];
  readonly chargesCentimes: number;
  readonly shares: readonly MemberShare[];
}

/**
 * Shares the proceeds among the members counted, after the charges, by largest remainder over their points: the shares
 * add up to the distributable sum. The same for a pool (all deliveries of a campaign and grade, proceeds of all its
 * lots) and for a traceable lot (the deliveries in it, proceeds of its own sale); the count says which, and has refused
 * a mixture. Worked numbers, case 3.
 * Refuses `nothing_to_share_by` (no points) and `charges_above_proceeds`, and what `chargesOn` refuses.
 */
export function distribute(proceedsCentimes: number, count: PointCount, terms: ChargeTerms): Distribution {
  refuseIf(count.points === 0n, invalid('nothing_to_share_by', 'No member has points here.'));
  const charges = chargesOn(proceedsCentimes, count.payableGrams, terms);
  const chargesCentimes = sumExactly(charges.map((line) => line.amountCentimes));
  const distributableCentimes = proceedsCentimes - chargesCentimes;
  refuseIf(
    distributableCentimes < 0,
    conflict(
      'charges_above_proceeds',
      'The charges pass the proceeds: members cannot be made to pay for a sale.',
    ),
  );
  const shares = splitByLargestRemainder(
    distributableCentimes,
    count.members.map((member) => member.points),
  );
  return {
    contract: count.contract,
    proceedsCentimes,
    charges,
    chargesCentimes,
    distributableCentimes,
    points: count.points,
    shares: count.members.map((member, index) => ({ ...member, shareCentimes: shares[index]! })),
  };
}

/** What is left of a final share after the advances, or by how much the advances passed it. One of the two is zero. */
export interface Complement {
  readonly grossCentimes: number;
  readonly overpaidCentimes: number;
}

/**
 * The price complement of a member: the share less the advances paid before their deductions. Worked numbers, case 4:
 * 9,982.92 - 5,281.20 = 4,701.72. What was overpaid is recovered later (`recoveryClaim`), never from a negative net.
 * Refuses `amount_negative`, `amount_not_whole`.
 */
export function complementOf(shareCentimes: number, advancesCentimes: number): Complement {
  requireAmount(shareCentimes, 'shareCentimes');
  requireAmount(advancesCentimes, 'advancesCentimes');
  const difference = sumExactly([shareCentimes, -advancesCentimes]);
  return { grossCentimes: Math.max(0, difference), overpaidCentimes: Math.max(0, -difference) };
}
