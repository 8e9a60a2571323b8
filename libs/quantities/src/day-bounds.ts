import { addDays, daysBetween } from './business-dates';

/** What a day is told for, as far as it must lie near today. */
export type DayKind =
  | 'weighing'
  | 'booking'
  | 'closing'
  | 'request'
  | 'affiliation'
  | 'departure'
  | 'terms'
  | 'validity'
  | 'birth'
  | 'execution';

/** How many days before and after today it may lie. */
export interface DayBounds {
  readonly backDays: number;
  readonly aheadDays: number;
}

const YEAR = 366;

/**
 * The office's rules [R], dated: those of the latest day on or before today are in force. Nobody weighs, closes or books in
 * the future; papers of the last campaign and of the one before may be found; what is agreed lies ahead; a batch is
 * executed within 30 days.
 */
const RULES: readonly { readonly from: string; readonly bounds: Readonly<Record<DayKind, DayBounds>> }[] = [
  {
    from: '2014-01-01',
    bounds: {
      weighing: { backDays: 2 * YEAR, aheadDays: 0 },
      booking: { backDays: 2 * YEAR, aheadDays: 0 },
      closing: { backDays: 2 * YEAR, aheadDays: 0 },
      request: { backDays: YEAR, aheadDays: YEAR },
      affiliation: { backDays: 20 * YEAR, aheadDays: YEAR },
      departure: { backDays: 2 * YEAR, aheadDays: 10 * YEAR },
      terms: { backDays: 3 * YEAR, aheadDays: 3 * YEAR },
      validity: { backDays: 20 * YEAR, aheadDays: 20 * YEAR },
      birth: { backDays: 120 * YEAR, aheadDays: 0 },
      execution: { backDays: 0, aheadDays: 30 },
    },
  },
];

/** The first and the last day that is expected of a kind, seen from today. Refuses `malformed_date`. */
export function daysExpected(
  kind: DayKind,
  today: string,
): { readonly first: string; readonly last: string } {
  const rules = RULES.findLast(({ from }) => from <= today) ?? RULES[0];
  const { backDays = 0, aheadDays = 0 } = rules?.bounds[kind] ?? {};
  return { first: addDays(today, -backDays), last: addDays(today, aheadDays) };
}

/** Whether a day lies where it is expected; `false` for what is no day. */
export function isDayExpected(kind: DayKind, day: string, today: string): boolean {
  const { first, last } = daysExpected(kind, today);
  return first <= day && day <= last;
}

/** Terminals' clocks go wrong by so much at most: a weighing may lie so far ahead of the office's clock. */
export const CLOCK_TOLERANCE_MS = 15 * 60_000;

/** How far a day lies from today, in words: for refusals. */
export function expectedInWords(kind: DayKind, today: string): string {
  const { first, last } = daysExpected(kind, today);
  const isToday = daysBetween(today, last) === 0;
  return `a day from ${first} to ${isToday ? `today, ${last}` : last}`;
}
