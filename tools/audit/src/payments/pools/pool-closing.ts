import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyPpm, multiplyRatio, splitByLargestRemainder } from '@oce/quantities';
import type { Place } from '../../finding';
import type { Check } from '../../rule';
import type { DataOf, FixedShare, PoolCharge } from '../../events';
import { dateOf } from '../accounts/schedules';
import type { Conventions } from './conventions';
import { standingCharges } from './standing-charges';
import { NEVER, type CountedDelivery, type DeliveriesInTime } from './pool-deliveries';

/** A member's part, re-counted. */
interface MemberCount {
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
    const none = { producerCode, payableGrams: 0, points: 0n, deliveries: [] };
    const member: MemberCount = byMember.get(producerCode) ?? none;
    byMember.set(producerCode, member);
    member.payableGrams += payableGrams;
    member.points += BigInt(payableGrams) * BigInt(coefficientPpm);
    member.deliveries.push(delivery);
  }
  const members = [...byMember.values()].sort((a, b) => (a.producerCode < b.producerCode ? -1 : 1));
  return { members, unpriced };
}

export type SupplementShare = DataOf<'SupplementFixed'>['shares'][number];

/** A charge as posted, and what it has taken of a closed pool. */
export interface Charge {
  readonly kind: string;
  readonly chargedBy: PoolCharge['chargedBy'];
  readonly amountCentimes: number;
  taken: number | null;
  isReversed: boolean;
}

/** A pool as the audit follows it. */
export interface Pool {
  readonly opened: DataOf<'PoolOpened'>;
  /** Who opened it, charged it or took a charge back, where the log says so. */
  readonly hands: Set<string>;
  readonly charges: Map<string, Charge>;
  proceedsCentimes: number;
  /** Shares as written, by attempt. */
  readonly attempts: Map<string, FixedShare[]>;
  chunks?: { readonly attempt: string; readonly count: number };
  closed: DataOf<'PoolClosed'> | undefined;
  woundUp: DataOf<'PoolWoundUp'> | undefined;
  /** Its end has said who is still owed something. */
  saysLeft: boolean;
  /** Who is still owed something, by the attempt that wrote them. */
  readonly left: Map<string, DataOf<'ArrearsLeft'>['members']>;
  /** What is pooled and not shared, what OCE has borne of a loss, and what late goods are owed. */
  restCentimes: number;
  lossCentimes: number;
  arrearsCentimes: number;
  /** Deliveries that shares have counted, and how members stand. */
  readonly counted: Set<string>;
  readonly standing: Map<string, { readonly points: bigint; readonly arrearsCentimes: number }>;
  /** What was given to all points so far, a distribution each. */
  readonly perPoint: { readonly sharedCentimes: number; readonly points: bigint }[];
  readonly supplements: Map<string, SupplementShare[]>;
  /** Parts of supplements, by pool, number and member. */
  readonly parts: Map<string, SupplementShare>;
  /** Corrections at the closed value that the pool has not been told of. */
  readonly corrections: Map<string, number>;
  /** Shares and their takings back that accounts still owe, in centimes: the pool's account moves with them. */
  pendingCentimes: number;
  /** What each member has coming from the closing. */
  readonly owed: Map<string, FixedShare>;
  /** Where the pool was last spoken of. */
  at: Place;
}

/** Counts a pool again as of the position that its closing names, and compares all that was written. */
export function closePool(
  check: Check,
  pool: Pool,
  data: DataOf<'PoolClosed'>,
  time: DeliveriesInTime,
  conventions: Conventions,
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
  checkCap(check, pool, data, members, conventions, at);
  checkCharges(check, pool, data, payableGrams, at);
  checkDay(check, data, members, at);
  const shares = pool.attempts.get(data.attempt) ?? [];
  const isSound = points > 0n && data.distributableCentimes >= 0;
  if (isSound) checkShares(check, members, shares, data.distributableCentimes, at);
  return shares;
}

/** Lots offered as traceable behind the count of a closing that holds their goods: nobody knew of the other. */
export function offeredWhileClosing(
  { opened, closed, counted }: Pool,
  time: DeliveriesInTime,
  at: RecordedCommit,
): string[] {
  if (closed === undefined || opened.lotIds !== null) return [];
  const { logPosition } = closed;
  const offered = [...time.traceableSince].filter(([, since]) => since > logPosition && since < at.position);
  if (offered.length === 0) return [];
  const all = [...time.all()].filter(({ deliveryId }) => counted.has(deliveryId));
  return offered.map(([id]) => id).filter((id) => all.some((one) => lotOf(one, at.position) === id));
}

function checkCharges(
  check: Check,
  pool: Pool,
  data: DataOf<'PoolClosed'>,
  payableGrams: number,
  at: RecordedCommit,
): void {
  const capPpm = data.oceChargesCapPpm ?? pool.opened.terms.oceChargesCapPpm;
  const terms = { ...pool.opened.terms, oceChargesCapPpm: capPpm };
  const isCut = data.lossBorneBy === 'oce';
  const charges = chargesOf(pool.proceedsCentimes, payableGrams, terms, standingCharges(pool), isCut);
  const [expected, found] = [charges, data.charges].map((lines) => lines.map(chargeText).join('; '));
  check.same(at, 'charges', 'charges on the proceeds', expected, found);
  const total = charges.reduce((sum, one) => sum + one.amountCentimes, 0);
  const left = pool.proceedsCentimes - total;
  const loss = isCut ? Math.max(0, -left) : 0;
  check.same(at, 'loss', 'the loss that OCE bears', loss, data.lossCentimes);
  check.same(at, 'distributable', 'proceeds less charges', left + loss, data.distributableCentimes);
}

/** The cap is the lowest that binds, never what somebody says; the first version of the event said none. */
function checkCap(
  check: Check,
  { opened }: Pool,
  { oceChargesCapPpm }: DataOf<'PoolClosed'>,
  members: readonly MemberCount[],
  conventions: Conventions,
  at: RecordedCommit,
): void {
  if (oceChargesCapPpm === null) return;
  const weighings = members.flatMap((member) => member.deliveries);
  const capPpm = conventions.capOf(weighings, opened.productId, opened.terms.oceChargesCapPpm);
  check.same(at, 'cap', "the cap on OCE's charges", capPpm, oceChargesCapPpm);
}

/** Not before the last delivery that counts, nor after the day on which it was recorded. */
function checkDay(
  check: Check,
  { closedOn, oceChargesCapPpm }: DataOf<'PoolClosed'>,
  members: readonly MemberCount[],
  at: RecordedCommit,
): void {
  if (oceChargesCapPpm === null) return;
  const days = members.flatMap((member) => member.deliveries.map((one) => one.weighedOn)).sort();
  const last = days.at(-1) ?? closedOn;
  const today = dateOf(at.at);
  if (closedOn < last || closedOn > today)
    check.fail(at, 'closing-day', 'the day of the closing', `from ${last} to ${today}`, closedOn);
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
    const counted = deliveries.map((one) => ({ ...one, coefficientPpm: one.coefficientPpm ?? 0 }));
    const sums = { payableGrams, points: String(points), shareCentimes: split[index] ?? 0 };
    const derived = { producerCode, ...sums, deliveries: counted };
    const written = found.get(producerCode);
    const about = `the share of ${producerCode}`;
    check.same(at, 'share', about, shareText(derived), written ? shareText(written) : 'nothing');
  }
}

/** A share as text, its deliveries in the order of their ids. */
export function shareText(share: FixedShare): string {
  const { producerCode, payableGrams, points, shareCentimes } = share;
  const counted = share.deliveries.map(
    (one) => `${one.deliveryId} ${one.grade} ${one.payableGrams} x ${one.coefficientPpm}`,
  );
  return `${producerCode} ${shareCentimes} for ${points} points, ${payableGrams} g: ${counted.sort().join(', ')}`;
}

/**
 * The charges on a pool's proceeds, re-derived: milling by weight, costs as posted, and a commission that takes no more
 * than OCE's other charges leave under the convention's cap. Worked numbers, case 3.
 */
function chargesOf(
  proceedsCentimes: number,
  payableGrams: number,
  { milling, commissionPpm, oceChargesCapPpm }: DataOf<'PoolOpened'>['terms'],
  costs: readonly Pick<Charge, 'kind' | 'chargedBy' | 'amountCentimes'>[],
  isCut: boolean,
): PoolCharge[] {
  const millingCentimes = multiplyRatio(payableGrams, milling.perKgCentimes, 1_000);
  const lines = [
    line('milling', milling.chargedBy, millingCentimes),
    ...costs.map(({ kind, chargedBy, amountCentimes }) => line(kind, chargedBy, amountCentimes)),
  ];
  const capCentimes = multiplyPpm(proceedsCentimes, oceChargesCapPpm, 'toward-zero');
  if (isCut) {
    let left = capCentimes;
    for (const [index, one] of lines.entries()) {
      if (one.chargedBy !== 'oce') continue;
      const amountCentimes = Math.min(one.amountCentimes, left);
      left -= amountCentimes;
      lines[index] = { ...one, amountCentimes };
    }
  }
  const kept = lines.reduce((sum, one) => sum + (one.chargedBy === 'oce' ? one.amountCentimes : 0), 0);
  const asked = multiplyPpm(proceedsCentimes, commissionPpm);
  return [...lines, line('commission', 'oce', asked, Math.min(asked, capCentimes - kept))];
}

const line = (
  kind: string,
  chargedBy: PoolCharge['chargedBy'],
  askedCentimes: number,
  amountCentimes = askedCentimes,
): PoolCharge => ({ kind, chargedBy, askedCentimes, amountCentimes });

const chargeText = ({ kind, chargedBy, askedCentimes, amountCentimes }: PoolCharge): string =>
  `${kind} by ${chargedBy} ${amountCentimes} of ${askedCentimes}`;
