import { addDays } from '@oce/quantities';
import { MOST_MINUTES } from './drill';

/** Drills are made twice a year (chain.md 11). */
export const DRILLS_A_YEAR = 2;
const DAYS_A_YEAR = 365;

export interface HeldDrill {
  readonly drillId: string;
  readonly startedAt: string;
  readonly startedOn: string;
  readonly closedOn: string | null;
}

/** What is late of drills. */
export interface DueDrills {
  /** In the year before the day, closed ones. */
  readonly heldInYear: number;
  readonly asked: number;
  /** The day by which the next is to be made; the day itself where it is late already. */
  readonly nextDueOn: string;
  readonly isOverdue: boolean;
  /** Open for longer than a drill may take. */
  readonly late: readonly {
    readonly drillId: string;
    readonly startedAt: string;
    readonly minutes: number;
  }[];
}

/** Which drills are late at a moment: one that is open for too long, and the next of the year. */
export function dueDrills(drills: readonly HeldDrill[], day: string, now: string): DueDrills {
  const yearAgo = addDays(day, -DAYS_A_YEAR);
  const closed = drills
    .flatMap(({ closedOn }) => (closedOn === null ? [] : [closedOn]))
    .filter((on) => on > yearAgo && on <= day)
    .sort();
  const nextDueOn = nextDue(closed, day);
  const open = drills.filter(({ closedOn }) => closedOn === null);
  const late = open.flatMap(({ drillId, startedAt }) => {
    const minutes = Math.floor((Date.parse(now) - Date.parse(startedAt)) / 60_000);
    return minutes > MOST_MINUTES ? [{ drillId, startedAt, minutes }] : [];
  });
  const isOverdue = nextDueOn <= day;
  return { heldInYear: closed.length, asked: DRILLS_A_YEAR, nextDueOn, isOverdue, late };
}

/** A year after the last but one of as many as are asked: then one too few lies within a year. */
function nextDue(closed: readonly string[], day: string): string {
  const first = closed.at(-DRILLS_A_YEAR);
  return first === undefined ? day : addDays(first, DAYS_A_YEAR);
}
