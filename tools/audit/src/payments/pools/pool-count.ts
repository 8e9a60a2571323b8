import type { DataOf } from '../../events';

/** A delivery with the positions at which it came to count, and ceased to. */
export interface CountedDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly campaignId: string;
  readonly grade: string;
  readonly payableGrams: number;
  /** The coefficient frozen at delivery; undefined where no price was in force. */
  readonly coefficientPpm: number | undefined;
  readonly countsFrom: number;
  readonly reversedAt: number;
  readonly lotId: string | undefined;
  readonly lotClosedAt: number;
  /** The delivery that it stands for, whose lot is its own. */
  readonly standsFor: CountedDelivery | undefined;
}

export const NEVER = Number.MAX_SAFE_INTEGER;

/** A member's part, re-counted. */
export interface MemberCount {
  readonly producerCode: string;
  payableGrams: number;
  points: bigint;
  readonly deliveries: CountedDelivery[];
}

/** The lot that held a delivery at a position of the log. */
function lotOf(delivery: CountedDelivery, position: number): string | undefined {
  if (delivery.lotId !== undefined && delivery.lotClosedAt <= position) return delivery.lotId;
  return delivery.standsFor && lotOf(delivery.standsFor, position);
}

/**
 * Counts a pool as of a position of the log: every delivery of its campaign and grades that was graded and not reversed
 * by then. A traceable lot counts the deliveries in it, a campaign's pool all that are in no traceable lot.
 */
export function countAsOf(
  pool: Pick<DataOf<'PoolOpened'>, 'campaignId' | 'grades' | 'lotIds'>,
  position: number,
  deliveries: Iterable<CountedDelivery>,
  traceableSince: ReadonlyMap<string, number>,
): { members: MemberCount[]; unpriced: string[] } {
  const byMember = new Map<string, MemberCount>();
  const unpriced: string[] = [];
  for (const delivery of deliveries) {
    if (delivery.campaignId !== pool.campaignId || !pool.grades.includes(delivery.grade)) continue;
    if (delivery.countsFrom > position || delivery.reversedAt <= position) continue;
    const lotId = lotOf(delivery, position);
    const isTraceable = lotId !== undefined && (traceableSince.get(lotId) ?? NEVER) <= position;
    const counts = pool.lotIds === null ? !isTraceable : lotId !== undefined && pool.lotIds.includes(lotId);
    if (!counts) continue;
    if (delivery.coefficientPpm === undefined) {
      unpriced.push(delivery.deliveryId);
      continue;
    }
    const { producerCode, payableGrams, coefficientPpm } = delivery;
    const member = byMember.get(producerCode) ?? {
      producerCode,
      payableGrams: 0,
      points: 0n,
      deliveries: [],
    };
    byMember.set(producerCode, member);
    member.payableGrams += payableGrams;
    member.points += BigInt(payableGrams) * BigInt(coefficientPpm);
    member.deliveries.push(delivery);
  }
  const members = [...byMember.values()].sort((a, b) => (a.producerCode < b.producerCode ? -1 : 1));
  return { members, unpriced };
}
