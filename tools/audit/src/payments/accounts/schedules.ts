import type { DataOf } from '../../events';
import { businessDate, ONE_PPM } from '@oce/quantities';

type Prices = DataOf<'PriceSchedulePublished'>;
type Purchases = DataOf<'PurchasePricesPublished'>;
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

/** How a line came by its terms. */
export interface LineTime {
  /** Whether terms were frozen by the day of the weighing when it was posted; else they were by the grading. */
  readonly isFrozenByDay: boolean;
  readonly gradedAt: number;
  readonly postedAt: number;
}

/** The schedules as the log holds them. */
export class Schedules {
  /** By campaign and product. */
  private readonly prices = new Map<string, Map<string, DatedPrices[]>>();
  /** What OCE buys at, by product. */
  private readonly purchases = new Map<string, DatedPrices[]>();
  private readonly deductions: DatedDeductions[] = [];
  /** The position of the first delivery of each day: of all campaigns, and by campaign and product. */
  private readonly firstOfDay = new Map<string, number>();
  private readonly firstOfProductDay = new Map<string, number>();
  private readonly firstOfCampaignDay = new Map<string, Map<string, number>>();

  /** A delivery has its day; the first of a day freezes its terms. */
  weighed({ campaignId, productId, weighedAt }: DataOf<'DeliveryWeighedIn'>, position: number): void {
    const day = dateOf(weighedAt);
    const campaign = `${campaignId} ${productId}`;
    let days = this.firstOfCampaignDay.get(campaign);
    if (days === undefined) this.firstOfCampaignDay.set(campaign, (days = new Map()));
    if (days.has(day)) return;
    days.set(day, position);
    const product = `${productId} ${day}`;
    if (!this.firstOfProductDay.has(product)) this.firstOfProductDay.set(product, position);
    if (!this.firstOfDay.has(day)) this.firstOfDay.set(day, position);
  }

  publishPrices(data: Prices, publishedAt: number): void {
    const { campaignId, productId, validFrom } = data;
    const products = this.prices.get(campaignId) ?? new Map<string, DatedPrices[]>();
    const known = products.get(productId) ?? [];
    known.push({ validFrom, publishedAt, byGrade: pricesByGrade(data) });
    this.prices.set(campaignId, products.set(productId, known));
  }

  publishPurchases(data: Purchases, publishedAt: number): void {
    const { productId, version, validFrom, grades } = data;
    const byGrade = new Map<string, FrozenPrice>();
    for (const { grade, pricePerKgCentimes } of grades)
      byGrade.set(grade, { version, advancePpm: ONE_PPM, pricePerKgCentimes, coefficientPpm: 0 });
    const known = this.purchases.get(productId) ?? [];
    this.purchases.set(productId, [...known, { validFrom, publishedAt, byGrade }]);
  }

  /** What OCE buys a grade at that was weighed on a day, as published before a position. */
  purchasePriceOf(
    { productId, grade }: { productId: string; grade: string },
    weighedOn: string,
    postedAt: number,
  ): FrozenPrice | undefined {
    const known = this.purchases.get(productId) ?? [];
    return priceFrozen(known, grade, weighedOn, {
      before: this.firstOfProductDay.get(`${productId} ${weighedOn}`) ?? postedAt,
      postedAt,
    });
  }

  publishDeductions(data: Deductions, publishedAt: number): void {
    this.deductions.push({ validFrom: data.validFrom, publishedAt, data });
  }

  /**
   * The price of a grade that was weighed on a day: the version that the first delivery of the day found, or else the first
   * that came and prices the grade. Lines of an older form: as published before the grading, or else before the posting.
   */
  priceOf(
    { campaignId, productId, grade }: { campaignId: string; productId: string; grade: string },
    weighedOn: string,
    { isFrozenByDay, gradedAt, postedAt }: LineTime,
  ): FrozenPrice | undefined {
    const known = this.prices.get(campaignId)?.get(productId);
    if (known === undefined) return undefined;
    const firstAt = this.firstOfCampaignDay.get(`${campaignId} ${productId}`)?.get(weighedOn) ?? postedAt;
    const before = isFrozenByDay ? firstAt : gradedAt;
    if (!isFrozenByDay)
      return (
        inForce(known, weighedOn, before)?.byGrade.get(grade) ??
        inForce(known, weighedOn, postedAt)?.byGrade.get(grade)
      );
    return priceFrozen(known, grade, weighedOn, { before, postedAt });
  }

  /** As for prices, caps and floor for what was weighed on a day. */
  deductionsOfWeighing(
    weighedOn: string,
    { isFrozenByDay, gradedAt, postedAt }: LineTime,
  ): Deductions | undefined {
    if (!isFrozenByDay) return this.deductionsOn(weighedOn, gradedAt, postedAt);
    const before = this.firstOfDay.get(weighedOn) ?? postedAt;
    const late = this.deductions.find(
      (one) => one.publishedAt >= before && one.publishedAt < postedAt && one.validFrom <= weighedOn,
    );
    return (inForce(this.deductions, weighedOn, before) ?? late)?.data;
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

/** The price of the version that the first delivery of a day found, or else of the first that came and prices the grade. */
function priceFrozen(
  known: readonly DatedPrices[],
  grade: string,
  weighedOn: string,
  { before, postedAt }: { readonly before: number; readonly postedAt: number },
): FrozenPrice | undefined {
  const frozen = inForce(known, weighedOn, before)?.byGrade.get(grade);
  if (frozen !== undefined) return frozen;
  // Kept in the order of their publication.
  for (const one of known) {
    const isLate = one.publishedAt >= before && one.publishedAt < postedAt && one.validFrom <= weighedOn;
    const price = isLate ? one.byGrade.get(grade) : undefined;
    if (price !== undefined) return price;
  }
  return undefined;
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
