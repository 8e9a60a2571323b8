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

/** A supplement, with its shares. */
interface Supplement {
  readonly number: number;
  readonly shares: readonly SupplementShare[];
}

/** The supplements that were distributed on a closing, out of a pool's events: those between it and its taking back. */
function supplementsOn(events: readonly PoolEvent[], attempt: string): Supplement[] {
  const found: Supplement[] = [];
  let standing: string | null = null;
  for (const event of events) {
    if (event.type === 'PoolClosed') standing = event.data.attempt;
    if (event.type === 'ClosingTakenBack') standing = null;
    if (event.type !== 'SupplementDistributed' || standing !== attempt) continue;
    const { number } = event.data;
    found.push({ number, shares: supplementOfAttempt(events, event.data.attempt) });
  }
  return found;
}

/** The closing on which a supplement was distributed, out of a pool's events. */
export function closingOfSupplement(
  events: readonly PoolEvent[],
  attempt: string,
): PoolClosed['data'] | undefined {
  const at = events.findIndex(
    (event) => event.type === 'SupplementDistributed' && event.data.attempt === attempt,
  );
  return at < 0 ? undefined : lastClosing(events.slice(0, at));
}

/** What a member has of a closing: the share, and parts of the supplements on it, the first first. */
export interface MemberParts {
  readonly share: FixedShare | null;
  readonly parts: readonly (SupplementShare & { readonly number: number })[];
}

/** Who has what of a closing, out of a pool's events. */
export function partsOn(events: readonly PoolEvent[], attempt: string): Map<string, MemberParts> {
  const members = new Map<string, MemberParts>();
  for (const share of sharesOfAttempt(events, attempt)) members.set(share.producerCode, { share, parts: [] });
  for (const { number, shares } of supplementsOn(events, attempt))
    for (const part of shares) {
      const { share, parts } = members.get(part.producerCode) ?? { share: null, parts: [] };
      members.set(part.producerCode, { share, parts: [...parts, { ...part, number }] });
    }
  return members;
}

/** Out of a closed pool's events: the points of the closing, and what its supplements have counted and left owed. */
export function countedBy(events: readonly PoolEvent[]): Counted {
  const standing = new Map<string, Standing>();
  const deliveryIds = new Set<string>();
  const closing = lastClosing(events);
  if (closing === undefined) return { standing, deliveryIds };
  for (const share of sharesOfAttempt(events, closing.attempt)) {
    standing.set(share.producerCode, { points: BigInt(share.points), arrearsCentimes: 0 });
    for (const { deliveryId } of share.deliveries) deliveryIds.add(deliveryId);
  }
  for (const share of supplementsOn(events, closing.attempt).flatMap(({ shares }) => shares)) {
    const { producerCode, arrearsCentimes } = share;
    standing.set(producerCode, { points: BigInt(share.points), arrearsCentimes });
    for (const { deliveryId } of share.deliveries) deliveryIds.add(deliveryId);
  }
  return { standing, deliveryIds };
}

/** Out of a closed pool's events: the number of the last supplement on its closing in which each member has a part. */
export function lastParts(events: readonly PoolEvent[]): Map<string, number> {
  const attempt = lastClosing(events)?.attempt ?? '';
  return new Map(
    supplementsOn(events, attempt).flatMap(({ number, shares }) =>
      shares.map(({ producerCode }) => [producerCode, number] as const),
    ),
  );
}

/** The points of deliveries counted. */
export const pointsIn = (
  deliveries: readonly { readonly payableGrams: number; readonly coefficientPpm: number }[],
): bigint => deliveries.reduce((sum, one) => sum + pointsOf(one.payableGrams, one.coefficientPpm), 0n);
