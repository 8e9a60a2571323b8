import { conflict, saysTheSame } from '@oce/event-sourcing';
import { addDays } from '@oce/quantities';
import type {
  DeductionSchedulePublished,
  PriceSchedulePublished,
  PurchasePricesPublished,
} from './schedule.events';
import type {
  FrozenDay,
  PublishedDeductions,
  PublishedPrices,
  PublishedPurchases,
} from './schedules-in-force';

/** What is known of the days from the schedule's first on: those on which something was weighed, and their versions. */
export interface ScheduleFacts {
  readonly prices: readonly FrozenDay<PublishedPrices>[];
  readonly purchases: readonly FrozenDay<PublishedPurchases>[];
  readonly deductions: readonly FrozenDay<PublishedDeductions>[];
}

/**
 * Prices are never backdated over deliveries that have theirs. What had none may get it: a first version, or one that says
 * the same of the grades that are priced and names another. Refuses `schedule_backdated`.
 */
export function refuseBackdatedPrices(
  { data: { advancePpm, grades, validFrom } }: Pick<PriceSchedulePublished, 'data'>,
  frozen: readonly FrozenDay<PublishedPrices>[],
): void {
  const byGrade = new Map(grades.map((one) => [one.grade, one]));
  const keeps = ({ schedule }: FrozenDay<PublishedPrices>) =>
    schedule.advancePpm === advancePpm &&
    schedule.grades.every((one) => saysTheSame(byGrade.get(one.grade), one));
  refuse(frozen.filter((one) => isTouched(one, validFrom) && !keeps(one)));
}

/** As for prices of pools: what OCE buys has the price of its day. */
export function refuseBackdatedPurchases(
  { data: { grades, validFrom } }: Pick<PurchasePricesPublished, 'data'>,
  frozen: readonly FrozenDay<PublishedPurchases>[],
): void {
  const byGrade = new Map(grades.map((one) => [one.grade, one]));
  const keeps = ({ schedule }: FrozenDay<PublishedPurchases>) =>
    schedule.grades.every((one) => saysTheSame(byGrade.get(one.grade), one));
  refuse(frozen.filter((one) => isTouched(one, validFrom) && !keeps(one)));
}

/** As for prices: caps and floor are never backdated over deliveries that have theirs. */
export function refuseBackdatedDeductions(
  { data: { capsPpm, floorPpm, validFrom } }: Pick<DeductionSchedulePublished, 'data'>,
  frozen: readonly FrozenDay<PublishedDeductions>[],
): void {
  const keeps = ({ schedule }: FrozenDay<PublishedDeductions>) =>
    schedule.floorPpm === floorPpm && saysTheSame(schedule.capsPpm, capsPpm);
  refuse(frozen.filter((one) => isTouched(one, validFrom) && !keeps(one)));
}

/** Of two versions the one with the later day of effect counts: an earlier one leaves the day as it is. */
const isTouched = (
  { schedule }: FrozenDay<PublishedPrices | PublishedPurchases | PublishedDeductions>,
  validFrom: string,
): boolean => schedule.validFrom <= validFrom;

function refuse(touched: readonly FrozenDay<{ readonly version: string }>[]): void {
  const [first, last] = [touched.at(0), touched.at(-1)];
  if (first === undefined || last === undefined) return;
  const days = first.day === last.day ? first.day : `${first.day} to ${last.day}`;
  const message = `Deliveries were weighed on ${days} under ${last.schedule.version}, which stands for them. Publish this from ${addDays(last.day, 1)} on.`;
  throw conflict('schedule_backdated', message, 'validFrom');
}
