import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import type { Pool } from './pool-closing';
import { NEVER, type CountedDelivery, type DeliveriesInTime } from './pool-deliveries';

/** A chunk of those who are left. */
export function fixLeft(pool: Pool | undefined, { attempt, members }: DataOf<'ArrearsFixed'>): void {
  pool?.left.set(attempt, [...(pool.left.get(attempt) ?? []), ...members]);
}

/** Who is left at the end of a pool: in the chunks that it names; logs from before named them in the commit itself. */
export const leftMembers = (
  pool: Pool,
  { attempt, members }: DataOf<'ArrearsLeft'>,
): DataOf<'ArrearsLeft'>['members'] =>
  typeof attempt === 'string' ? (pool.left.get(attempt) ?? []) : members;

/** What was graded while a pool was being wound up is settled by itself; logs from before knew no such thing. */
export function promiseLateGoods(
  check: Check,
  pool: Pool,
  data: DataOf<'ArrearsLeft'>,
  time: DeliveriesInTime,
  at: RecordedCommit,
): void {
  if (!('attempt' in data) || pool.opened.kind !== 'pooled') return;
  for (const one of time.all())
    if (isOf(pool, one) && one.countsFrom > data.logPosition && one.reversedAt === NEVER)
      check.promise(keyOf(one.deliveryId), at, 'late-unsettled', one.deliveryId, 'settled', one.producerCode);
}

/** The advance of late goods is borne, once their pool has ended. */
export function settleLateGoods(
  check: Check,
  pool: Pool | undefined,
  { deliveries }: DataOf<'ArrearsSettled'>,
  at: RecordedCommit,
): void {
  for (const deliveryId of deliveries) check.kept(keyOf(deliveryId));
  if (!pool?.woundUp) check.fail(at, 'arrears-late', 'the pool of late goods', 'wound up before', 'not so');
}

/** Late goods that were reversed need no settling. */
export const reverseLateGoods = (check: Check, { deliveryId }: DataOf<'DeliveryReversed'>): boolean =>
  check.kept(keyOf(deliveryId));

const keyOf = (deliveryId: string): string => `late ${deliveryId}`;

const isOf = ({ opened: { campaignId, grades } }: Pool, one: CountedDelivery): boolean =>
  one.standsFor === undefined && one.campaignId === campaignId && grades.includes(one.grade);
