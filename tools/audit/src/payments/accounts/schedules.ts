import type { DataOf } from '../../events';
import { businessDate } from '@oce/quantities';

type Prices = DataOf<'PriceSchedulePublished'>;
export type Deductions = DataOf<'DeductionSchedulePublished'>;

/** What a kilogram of a grade is advanced and counts, as frozen at a delivery. */
export interface FrozenPrice {
  readonly version: string;
  readonly advancePpm: number;
  readonly pricePerKgCentimes: number;
  readonly coefficientPpm: number;
}

interface Dated {
  readonly validFrom: string;
  readonly publishedAt: number;
}
interface DatedPrices extends Dated {
  readonly byGrade: ReadonlyMap<string, FrozenPrice>;
}
interface DatedDeductions extends Dated {
  readonly data: Deductions;
}

/** The schedules as the log holds them. */
export class Schedules {
  /** By campaign and product. */
  private readonly prices = new Map<string, Map<string, DatedPrices[]>>();
  private readonly deductions: DatedDeductions[] = [];

  publishPrices(data: Prices, publishedAt: number): void {
    const { campaignId, productId, validFrom } = data;
    const products = this.prices.get(campaignId) ?? new Map<string, DatedPrices[]>();
    const known = products.get(productId) ?? [];
    known.push({ validFrom, publishedAt, byGrade: pricesByGrade(data) });
    this.prices.set(campaignId, products.set(productId, known));
  }

  publishDeductions(data: Deductions, publishedAt: number): void {
    this.deductions.push({ validFrom: data.validFrom, publishedAt, data });
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
    const known = this.prices.get(campaignId)?.get(productId);
    if (known === undefined) return undefined;
    return (
      inForce(known, date, gradedAt)?.byGrade.get(grade) ?? inForce(known, date, postedAt)?.byGrade.get(grade)
    );
  }

  /** Caps and floor on a date, as published before a position, or else before the line was posted. */
  deductionsOn(date: string, before: number, postedAt: number): Deductions | undefined {
    return (inForce(this.deductions, date, before) ?? inForce(this.deductions, date, postedAt))?.data;
  }

  /** A version by its name. */
  deductionsOf(version: string): Deductions | undefined {
    return this.deductions.find(({ data }) => data.version === version)?.data;
  }
}

/** Of a grade that is listed twice the first counts. */
function pricesByGrade({ version, advancePpm, grades }: Prices): Map<string, FrozenPrice> {
  const byGrade = new Map<string, FrozenPrice>();
  for (const { grade, pricePerKgCentimes, pointsPpm: coefficientPpm } of grades)
    if (!byGrade.has(grade)) byGrade.set(grade, { version, advancePpm, pricePerKgCentimes, coefficientPpm });
  return byGrade;
}

/** The latest day of effect on or before the date; of two with the same day, the one published later. */
function inForce<T extends Dated>(known: readonly T[], date: string, before: number): T | undefined {
  let best: T | undefined;
  for (const one of known) {
    if (one.publishedAt >= before || one.validFrom > date) continue;
    if (best === undefined || one.validFrom >= best.validFrom) best = one;
  }
  return best;
}

const byHour = new Map<string, string>();

/** The business date of an instant in UTC, remembered by the hour: zones move by whole hours, and a log has millions. */
export function dateOf(instant: string): string {
  if (instant.length < 20 || !instant.endsWith('Z')) return businessDate(instant);
  const hour = instant.slice(0, 13);
  let date = byHour.get(hour);
  if (date === undefined) byHour.set(hour, (date = businessDate(instant)));
  return date;
}
