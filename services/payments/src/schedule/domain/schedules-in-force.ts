import type { DeductionSchedule } from '../../pool/domain/settlement/deductions';
import type { PriceSchedule } from '../../pool/domain/settlement/delivery-value';
import { FIRST_CHARGE_KINDS, type ChargeKind } from './charge-kinds';
import type {
  ChargeSchedulePublished,
  DeductionSchedulePublished,
  PriceSchedulePublished,
} from './schedule.events';

type PublishedPrices = PriceSchedulePublished['data'] & {
  readonly kind: 'price';
  readonly publishedAt: number;
};
type PublishedDeductions = DeductionSchedulePublished['data'] & {
  readonly kind: 'deduction';
  readonly publishedAt: number;
};
type PublishedCharges = ChargeSchedulePublished['data'] & {
  readonly kind: 'charge';
  readonly publishedAt: number;
};
/** A version of prices, deductions or kinds of charges, with the position of its publication in the log. */
export type PublishedSchedule = PublishedPrices | PublishedDeductions | PublishedCharges;

/** The line of a price schedule for one grade, as frozen at delivery. */
export interface PriceLine extends PriceSchedule {
  readonly coefficientPpm: number;
}

/**
 * The schedules as they stood at a position of the log: a version published later changes nothing that was graded
 * before, so that a grading met again leads to the same command.
 */
export class SchedulesInForce {
  private readonly prices: readonly PublishedPrices[];
  private readonly caps: readonly PublishedDeductions[];
  private readonly charges: readonly PublishedCharges[];

  constructor(documents: readonly PublishedSchedule[], before: number = Number.MAX_SAFE_INTEGER) {
    const known = documents.filter((document) => document.publishedAt < before);
    this.prices = known.filter((document) => document.kind === 'price');
    this.caps = known.filter((document) => document.kind === 'deduction');
    this.charges = known.filter((document) => document.kind === 'charge');
  }

  /** The line for a grade on a business date; null where none is in force, or it does not price the grade. */
  price(campaignId: string, productId: string, grade: string, date: string): PriceLine | null {
    const own = this.prices.filter((one) => one.campaignId === campaignId && one.productId === productId);
    const schedule = latest(own, date);
    const line = schedule?.grades.find((one) => one.grade === grade);
    if (schedule === undefined || line === undefined) return null;
    const { version, advancePpm } = schedule;
    const { pricePerKgCentimes, pointsPpm: coefficientPpm } = line;
    return { version, pricePerKgCentimes, advancePpm, coefficientPpm };
  }

  /**
   * As `deductions`; where the first one takes effect later, that one: a correction follows a line under a schedule, so
   * only a clock that runs behind the season finds none.
   */
  deductionsNear(date: string): DeductionSchedule | null {
    const [first = date] = this.caps.map((one) => one.validFrom).sort();
    return this.deductions(date) ?? this.deductions(first);
  }

  /** The kinds of charges that may be posted on a business date. */
  chargeKinds(date: string): readonly ChargeKind[] {
    return latest(this.charges, date)?.kinds ?? FIRST_CHARGE_KINDS;
  }

  /** The deduction schedule on a business date; null where none is in force. */
  deductions(date: string): DeductionSchedule | null {
    const schedule = latest(this.caps, date);
    if (schedule === undefined) return null;
    const { version, capsPpm, floorPpm } = schedule;
    return { version, capsPpm, floorPpm };
  }
}

/** The latest day of effect on or before a date; of two with the same day, the one published later. */
function latest<D extends PublishedSchedule>(documents: readonly D[], date: string): D | undefined {
  return documents
    .filter((document) => document.validFrom <= date)
    .sort((a, b) =>
      a.validFrom === b.validFrom ? a.publishedAt - b.publishedAt : a.validFrom < b.validFrom ? -1 : 1,
    )
    .at(-1);
}
