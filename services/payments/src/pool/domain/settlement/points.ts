import { invalid } from '@oce/event-sourcing';
import { pointsOf, sumExactly } from '@oce/quantities';
import { requireAmount } from './guards';

/** How a contract pays: all lots of a campaign and grade share, or a lot earns what its own sale earned. */
export type ContractKind = 'pooled' | 'traceable';

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
