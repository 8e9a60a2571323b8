import type { PoolClosed } from '@oce/contracts';
import { pointsOf } from '@oce/quantities';
import type { ArrearsLeft, FixedShare, LeftMember, PoolEvent, SupplementShare } from './pool.events';
import type { Standing } from './settlement/supplement';

/** The shares of a closing, out of a pool's events: those of the attempt that it names. */
export const sharesOfAttempt = (events: readonly PoolEvent[], attempt: string): FixedShare[] =>
  events.flatMap((event) =>
    event.type === 'SharesFixed' && event.data.attempt === attempt ? event.data.shares : [],
  );

/** The shares of a supplement: those of the attempt that it names. */
export const supplementOfAttempt = (events: readonly PoolEvent[], attempt: string): SupplementShare[] =>
  events.flatMap((event) =>
    event.type === 'SupplementFixed' && event.data.attempt === attempt ? event.data.shares : [],
  );

/** Who is left at the end of a pool: those of the attempt that it names, or named by itself in older logs. */
export const leftBy = (
  events: readonly PoolEvent[],
  { attempt, members }: ArrearsLeft['data'],
): readonly LeftMember[] =>
  attempt === null
    ? members
    : events.flatMap((event) =>
        event.type === 'ArrearsFixed' && event.data.attempt === attempt ? event.data.members : [],
      );

/** The closing that stands, out of a pool's events: the last one. */
export function lastClosing(events: readonly PoolEvent[]): PoolClosed['data'] | undefined {
  const closings = events.filter((event): event is PoolClosed => event.type === 'PoolClosed');
  return closings.at(-1)?.data;
}

/** How members stand in a closed pool, and the deliveries that it has counted. */
export interface Counted {
  readonly standing: ReadonlyMap<string, Standing>;
  readonly deliveryIds: ReadonlySet<string>;
}

/** Out of a closed pool's events: the points of the closing, and what its supplements have counted and left owed. */
export function countedBy(events: readonly PoolEvent[]): Counted {
  const standing = new Map<string, Standing>();
  const deliveryIds = new Set<string>();
  const closing = lastClosing(events);
  for (const share of closing ? sharesOfAttempt(events, closing.attempt) : []) {
    standing.set(share.producerCode, { points: BigInt(share.points), arrearsCentimes: 0 });
    for (const { deliveryId } of share.deliveries) deliveryIds.add(deliveryId);
  }
  const attempts = events.flatMap((event) =>
    event.type === 'SupplementDistributed' ? [event.data.attempt] : [],
  );
  for (const share of attempts.flatMap((attempt) => supplementOfAttempt(events, attempt))) {
    const { producerCode, arrearsCentimes } = share;
    standing.set(producerCode, { points: BigInt(share.points), arrearsCentimes });
    for (const { deliveryId } of share.deliveries) deliveryIds.add(deliveryId);
  }
  return { standing, deliveryIds };
}

/** Out of a closed pool's events: the number of the last supplement in which each member has a part. */
export function lastParts(events: readonly PoolEvent[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'SupplementDistributed') continue;
    const { attempt, number } = event.data;
    for (const { producerCode } of supplementOfAttempt(events, attempt)) numbers.set(producerCode, number);
  }
  return numbers;
}

/** The points of deliveries counted. */
export const pointsIn = (
  deliveries: readonly { readonly payableGrams: number; readonly coefficientPpm: number }[],
): bigint => deliveries.reduce((sum, one) => sum + pointsOf(one.payableGrams, one.coefficientPpm), 0n);
