import type { DataOf } from '../events';

type Prices = DataOf<'PriceSchedulePublished'>;
export type Deductions = DataOf<'DeductionSchedulePublished'>;

/** What a kilogram of a grade is advanced and counts, as frozen at a delivery. */
export interface FrozenPrice {
  readonly version: string;
  readonly pricePerKgCentimes: number;
  readonly advancePpm: number;
  readonly coefficientPpm: number;
}

interface Dated<T> {
  readonly data: T;
  readonly publishedAt: number;
}

/** The schedules as the log holds them. */
export class Schedules {
  private readonly prices: Dated<Prices>[] = [];
  private readonly deductions: Dated<Deductions>[] = [];

  publishPrices(data: Prices, publishedAt: number): void {
    this.prices.push({ data, publishedAt });
  }

  publishDeductions(data: Deductions, publishedAt: number): void {
    this.deductions.push({ data, publishedAt });
  }

  /**
   * The price of a grade on a date as published before a position: a later publication changes nothing that was graded
   * before. Where there was none then, the one that was in force when the line came to be posted.
   */
  priceOf(
    { campaignId, productId, grade }: { campaignId: string; productId: string; grade: string },
    date: string,
    gradedAt: number,
    postedAt: number,
  ): FrozenPrice | undefined {
    const isFor = ({ data }: Dated<Prices>) => data.campaignId === campaignId && data.productId === productId;
    const known = this.prices.filter(isFor);
    for (const before of [gradedAt, postedAt]) {
      const schedule = inForce(known, date, before);
      const line = schedule?.grades.find((one) => one.grade === grade);
      if (schedule === undefined || line === undefined) continue;
      const { version, advancePpm } = schedule;
      return {
        version,
        advancePpm,
        pricePerKgCentimes: line.pricePerKgCentimes,
        coefficientPpm: line.pointsPpm,
      };
    }
    return undefined;
  }

  /** Caps and floor on a date, as published before a position, or else before the line was posted. */
  deductionsOn(date: string, before: number, postedAt: number): Deductions | undefined {
    return inForce(this.deductions, date, before) ?? inForce(this.deductions, date, postedAt);
  }

  /** A version by its name. */
  deductionsOf(version: string): Deductions | undefined {
    return this.deductions.find(({ data }) => data.version === version)?.data;
  }
}

/** The latest day of effect on or before the date; of two with the same day, the one published later. */
function inForce<T extends { validFrom: string }>(
  known: readonly Dated<T>[],
  date: string,
  before: number,
): T | undefined {
  let best: Dated<T> | undefined;
  for (const one of known) {
    if (one.publishedAt >= before || one.data.validFrom > date) continue;
    if (best === undefined || one.data.validFrom >= best.data.validFrom) best = one;
  }
  return best?.data;
}
