import type { DeliveryWeighedIn, WeighingRecord } from '@oce/contracts';
import { invalid } from '@oce/event-sourcing';
import { addDays, businessDate } from '@oce/quantities';
import type { WeighTicket } from './delivery.commands';

/** Why a weighing is looked at by a clerk (chain.md 10): it may not stand before the law as it is. */
export const REVIEW_REASONS = ['no_record', 'typed', 'unstable', 'zero_not_seen', 'clock_skewed'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** A terminal whose clock is off by more than this is looked at, in milliseconds [R]. */
const MOST_SKEW_MS = 120_000;
/** What was harvested longer before its weighing was not: the day is a slip of the pen [R]. */
const OLDEST_HARVEST_DAYS = 366;

/** What a clerk looks at in a weighing; empty where the record says all that it must. */
export function reviewReasonsOf(record: WeighingRecord | undefined): ReviewReason[] {
  if (record === undefined) return ['no_record'];
  const { source, isStable, sawZero, skewMs } = record;
  const reasons: ReviewReason[] = [];
  if (source === 'typed') reasons.push('typed');
  if (isStable === false) reasons.push('unstable');
  if (sawZero === false) reasons.push('zero_not_seen');
  if (skewMs !== null && Math.abs(skewMs) > MOST_SKEW_MS) reasons.push('clock_skewed');
  return reasons;
}

/**
 * Refuses `typed_reason_missing`, `typed_reason_without_typing`, `epoch_missing` (a counter begins anew with each enrolment)
 * and `weight_not_of_division` where the scale could not show the weight.
 */
export function checkRecord({ record, grossGrams, tareGrams }: WeighTicket): void {
  if (record === undefined) return;
  const { source, typedReason, divisionGrams, counter, epoch } = record;
  if (source === 'typed' && typedReason === null)
    throw invalid('typed_reason_missing', 'Say why the weight was typed.', 'record.typedReason');
  if (source !== 'typed' && typedReason !== null)
    throw invalid(
      'typed_reason_without_typing',
      'The weight was not typed: give no reason.',
      'record.typedReason',
    );
  if (counter !== null && epoch === null)
    throw invalid('epoch_missing', 'A counter comes with the epoch of its enrolment.', 'record.epoch');
  if (divisionGrams !== null && (grossGrams - tareGrams) % divisionGrams !== 0)
    throw invalid(
      'weight_not_of_division',
      `${grossGrams - tareGrams} g net of tare are no multiple of the division of ${divisionGrams} g: read the scale again.`,
      'grossGrams',
    );
}

/** Refuses `harvested_after_weighing` and `harvest_not_plausible`. */
export function checkHarvest({ harvestedOn, weighedAt }: WeighTicket): void {
  if (harvestedOn === undefined) return;
  const day = businessDate(weighedAt);
  if (harvestedOn > day)
    throw invalid(
      'harvested_after_weighing',
      `It was weighed on ${day}: it was harvested on that day or before.`,
      'harvestedOn',
    );
  if (harvestedOn < addDays(day, -OLDEST_HARVEST_DAYS))
    throw invalid(
      'harvest_not_plausible',
      `More than ${OLDEST_HARVEST_DAYS} days lie between harvest and weighing: check the day.`,
      'harvestedOn',
    );
}

type Said = Pick<DeliveryWeighedIn['data'], 'settledAs' | 'plotId' | 'harvestedOn' | 'record'>;

/** What a ticket says beyond its weights, without what it does not say: events have no empty fields. */
export function saidOf({ settledAs, plotId, harvestedOn, record }: Said): Said {
  // Old terminals say nothing of it: no object is made for their tickets.
  if (settledAs === undefined && plotId === undefined && harvestedOn === undefined && record === undefined)
    return NOTHING_SAID;
  return {
    ...(settledAs === undefined ? {} : { settledAs }),
    ...(plotId === undefined ? {} : { plotId }),
    ...(harvestedOn === undefined ? {} : { harvestedOn }),
    ...(record === undefined ? {} : { record }),
  };
}
const NOTHING_SAID: Said = {};

/**
 * Whether what is said again is the same: a file of the weighbridge may leave it out, and a record may come by a second
 * door without its numbers. What was not said at first is not added later: that is a correction.
 */
export function saysNoOther(known: Said, told: Said): boolean {
  const isSame =
    (told.settledAs === undefined || told.settledAs === known.settledAs) &&
    (told.plotId === undefined || told.plotId === known.plotId) &&
    (told.harvestedOn === undefined || told.harvestedOn === known.harvestedOn);
  return isSame && (!known.record || !told.record || isSameRecord(known.record, told.record));
}

/** The skew is of the sending, not of the weighing. */
function isSameRecord(known: WeighingRecord, told: WeighingRecord): boolean {
  return (
    known.source === told.source &&
    agree(known.alibiNumber, told.alibiNumber) &&
    agree(known.scaleSerial, told.scaleSerial) &&
    agree(known.counter, told.counter) &&
    agree(known.epoch, told.epoch)
  );
}

const agree = <T>(known: T | null, told: T | null): boolean =>
  known === null || told === null || known === told;
