import type { ContractKind, PoolCharge } from '@oce/contracts';
import { conflict, invalid } from '@oce/event-sourcing';
import { pointsOf, splitByLargestRemainder, sumExactly } from '@oce/quantities';
import { chargesOn, type ChargeTerms } from './charges';
import { requireAmount } from './guards';

/** What a delivery brings to a pool, or to a traceable lot: its weight there and the coefficient of its grade. */
export interface Contribution {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly contract: ContractKind;
  readonly payableGrams: number;
  readonly coefficientPpm: number;
}

/** A member's part in a pool. Points are exact (grams x ppm); write them as a string in events. */
export interface MemberPoints {
  readonly producerCode: string;
  readonly payableGrams: number;
  readonly points: bigint;
}

/** A count of points, members in the order of their codes, so that it does not depend on that of the deliveries. */
export interface PointCount {
  readonly contract: ContractKind;
  readonly members: readonly MemberPoints[];
  readonly payableGrams: number;
  readonly points: bigint;
}

/**
 * Counts the points of each member. Worked numbers, case 3: 7,872.31 points.
 * Refuses a contribution under the other kind of contract (`contract_kinds_mixed`) and a delivery that comes twice
 * (`delivery_counted_twice`); weights and coefficients as `pointsOf` of the quantities does.
 */
export function countPoints(contract: ContractKind, contributions: Iterable<Contribution>): PointCount {
  const seen = new Set<string>();
  const byMember = new Map<string, { payableGrams: number; points: bigint }>();
  for (const { deliveryId, producerCode, contract: kind, payableGrams, coefficientPpm } of contributions) {
    if (kind !== contract) {
      throw invalid(
        'contract_kinds_mixed',
        `Delivery ${deliveryId} is ${kind}; it cannot share in ${contract}.`,
      );
    }
    if (seen.has(deliveryId)) {
      throw invalid('delivery_counted_twice', `Delivery ${deliveryId} comes twice.`, 'deliveryId');
    }
    seen.add(deliveryId);
    requireAmount(payableGrams, 'payableGrams');
    const member = byMember.get(producerCode) ?? { payableGrams: 0, points: 0n };
    byMember.set(producerCode, {
      payableGrams: sumExactly([member.payableGrams, payableGrams]),
      points: member.points + pointsOf(payableGrams, coefficientPpm),
    });
  }
  const members = [...byMember]
    .map(([producerCode, part]) => ({ producerCode, ...part }))
    .sort((a, b) => (a.producerCode < b.producerCode ? -1 : 1));
  return {
    contract,
    members,
    payableGrams: sumExactly(members.map((member) => member.payableGrams)),
    points: members.reduce((sum, member) => sum + member.points, 0n),
  };
}

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
  readonly charges: readonly PoolCharge[];
  readonly chargesCentimes: number;
  /** By how much the charges pass the proceeds; 0 unless OCE bears it. */
  readonly lossCentimes: number;
  readonly shares: readonly MemberShare[];
}

/**
 * Shares the proceeds among the members counted, after the charges, by largest remainder over their points: the shares
 * add up to the distributable sum. The same for a pool (all deliveries of a campaign and grade, proceeds of all its
 * lots) and for a traceable lot (the deliveries in it, proceeds of its own sale); the count says which, and has refused
 * a mixture. Charges above the proceeds are a loss, which only OCE may bear, where a person says so: members then share
 * nothing. Worked numbers, case 3.
 * Refuses `nothing_to_share_by` (no points) and `charges_above_proceeds`, and what `chargesOn` refuses.
 */
export function distribute(proceedsCentimes: number, count: PointCount, terms: ChargeTerms): Distribution {
  if (count.points === 0n)
    throw invalid(
      'nothing_to_share_by',
      'No member has points here: wind the pool up, and what is in it goes to the reserve.',
    );
  const charges = chargesOn(proceedsCentimes, count.payableGrams, terms);
  const chargesCentimes = sumExactly(charges.map((line) => line.amountCentimes));
  const lossCentimes = Math.max(0, chargesCentimes - proceedsCentimes);
  if (lossCentimes > 0 && terms.oceBearsLoss !== true)
    throw conflict(
      'charges_above_proceeds',
      'The charges pass the proceeds: members cannot be made to pay for a sale. Reverse a charge, or say that OCE bears the loss.',
      'lossBorneBy',
    );
  const distributableCentimes = Math.max(0, proceedsCentimes - chargesCentimes);
  const shares = splitByLargestRemainder(
    distributableCentimes,
    count.members.map((member) => member.points),
  );
  return {
    contract: count.contract,
    proceedsCentimes,
    charges,
    chargesCentimes,
    lossCentimes,
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
 * 9,982.92 - 5,281.20 = 4,701.72. What was overpaid is a claim on later settlements, never from a negative net.
 * Refuses `amount_negative`, `amount_not_whole`.
 */
export function complementOf(shareCentimes: number, advancesCentimes: number): Complement {
  requireAmount(shareCentimes, 'shareCentimes');
  requireAmount(advancesCentimes, 'advancesCentimes');
  const difference = sumExactly([shareCentimes, -advancesCentimes]);
  return { grossCentimes: Math.max(0, difference), overpaidCentimes: Math.max(0, -difference) };
}
