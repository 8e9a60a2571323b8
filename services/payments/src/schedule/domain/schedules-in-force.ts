import type { DeductionSchedule } from '../../pool/domain/settlement/deductions';
import type { PriceSchedule } from '../../pool/domain/settlement/delivery-value';
import { ONE_PPM } from '@oce/quantities';
import { FIRST_CHARGE_KINDS, type ChargeKind } from './charge-kinds';
import type {
  ChargeSchedulePublished,
  DeductionSchedulePublished,
  PriceSchedulePublished,
  PurchasePricesPublished,
} from './schedule.events';

export type PublishedPrices = Omit<PriceSchedulePublished['data'], 'limit'> & {
  readonly kind: 'price';
  readonly publishedAt: number;
};
export type PublishedPurchases = Omit<PurchasePricesPublished['data'], 'limit'> & {
  readonly kind: 'purchase';
  readonly publishedAt: number;
};
export type PublishedDeductions = DeductionSchedulePublished['data'] & {
  readonly kind: 'deduction';
  readonly publishedAt: number;
};
type PublishedCharges = ChargeSchedulePublished['data'] & {
  readonly kind: 'charge';
  readonly publishedAt: number;
};
/** A version of prices, of what OCE buys at, of deductions or kinds of charges, with the position of its publication in the log. */
export type PublishedSchedule = PublishedPrices | PublishedPurchases | PublishedDeductions | PublishedCharges;

/** The line of a price schedule for one grade, as frozen at delivery. */
export interface PriceLine extends PriceSchedule {
  readonly coefficientPpm: number;
}

/** The days of weighing of a campaign's product, each with the position of the first of its deliveries. */
interface DaysOfCampaign {
  readonly campaignId: string;
  readonly productId: string;
  readonly firstAt: Readonly<Record<string, number>>;
}

/** A product, in one campaign or in any. */
type Scope = Pick<DaysOfCampaign, 'productId'> & { readonly campaignId?: string };

/** A day on which something was weighed, with the version that is frozen for it. */
export interface FrozenDay<S> {
  readonly day: string;
  readonly schedule: S;
}

/**
 * The schedules as they stood at a position of the log: a version published later changes nothing that was graded
 * before, so that a grading met again leads to the same command.
 *
 * Terms are frozen by the day of the weighing, for good: with the first delivery of a day it has its version, and one that
 * is published later for that day counts only for what had none. So it does not matter whether a ticket and a schedule
 * that come at the same moment have seen each other.
 */
export class SchedulesInForce {
  private readonly prices: readonly PublishedPrices[];
  private readonly purchases: readonly PublishedPurchases[];
  private readonly caps: readonly PublishedDeductions[];
  private readonly charges: readonly PublishedCharges[];

  /**
   * @param before the position of the log that is looked back from
   * @param days on which something was weighed; without them no day is frozen
   */
  constructor(
    documents: readonly PublishedSchedule[],
    before: number = Number.MAX_SAFE_INTEGER,
    private readonly days: readonly DaysOfCampaign[] = [],
  ) {
    const known = documents.filter((document) => document.publishedAt < before);
    this.prices = known.filter((document) => document.kind === 'price');
    this.purchases = known.filter((document) => document.kind === 'purchase');
    this.caps = known.filter((document) => document.kind === 'deduction');
    this.charges = known.filter((document) => document.kind === 'charge');
  }

  /**
   * The line for a grade that was weighed on a business date; null where none is in force, or it does not price the grade.
   */
  price(campaignId: string, productId: string, grade: string, weighedOn: string): PriceLine | null {
    const own = this.pricesOf(campaignId, productId);
    const firstAt = this.firstAt(weighedOn, { campaignId, productId });
    const frozen = latest(publishedBefore(own, firstAt), weighedOn);
    const inTime = frozen && lineOf(frozen, grade);
    if (inTime) return inTime;
    const late = publishedFrom(own, firstAt).filter((one) => one.validFrom <= weighedOn);
    return late.map((one) => lineOf(one, grade)).find((line) => line !== null) ?? null;
  }

  /** What OCE buys a grade at that was weighed on a business date, as a whole and without points; null where nothing is in force. */
  purchasePrice(productId: string, grade: string, weighedOn: string): PriceLine | null {
    const own = this.purchases.filter((one) => one.productId === productId);
    const firstAt = this.firstAt(weighedOn, { productId });
    const frozen = latest(publishedBefore(own, firstAt), weighedOn);
    const late = publishedFrom(own, firstAt).filter((one) => one.validFrom <= weighedOn);
    const found = [...(frozen ? [frozen] : []), ...late];
    return found.map((one) => purchaseLineOf(one, grade)).find((line) => line !== null) ?? null;
  }

  /** The deduction schedule for what was weighed on a business date; null where none is in force. */
  deductionsOfWeighing(weighedOn: string): DeductionSchedule | null {
    const firstAt = this.firstAt(weighedOn);
    const frozen = latest(publishedBefore(this.caps, firstAt), weighedOn);
    const late = publishedFrom(this.caps, firstAt).find((one) => one.validFrom <= weighedOn);
    return termsOf(frozen ?? late);
  }

  /** The days from one on for which prices of a campaign's product are frozen, in order. */
  frozenPrices(campaignId: string, productId: string, from: string): FrozenDay<PublishedPrices>[] {
    const own = this.pricesOf(campaignId, productId);
    return this.frozen(own, from, { campaignId, productId });
  }

  /** The days from one on for which what OCE buys at is frozen, in order. */
  frozenPurchases(productId: string, from: string): FrozenDay<PublishedPurchases>[] {
    const own = this.purchases.filter((one) => one.productId === productId);
    return this.frozen(own, from, { productId });
  }

  /** The days from one on for which deduction terms are frozen, in order. */
  frozenDeductions(from: string): FrozenDay<PublishedDeductions>[] {
    return this.frozen(this.caps, from);
  }

  private frozen<D extends PublishedSchedule>(
    documents: readonly D[],
    from: string,
    scope?: Scope,
  ): FrozenDay<D>[] {
    const days = new Set(this.daysOf(scope).flatMap(({ firstAt }) => Object.keys(firstAt)));
    return [...days]
      .filter((day) => day >= from)
      .sort()
      .flatMap((day) => {
        const schedule = latest(publishedBefore(documents, this.firstAt(day, scope)), day);
        return schedule ? [{ day, schedule }] : [];
      });
  }

  private pricesOf(campaignId: string, productId: string): PublishedPrices[] {
    return this.prices.filter((one) => one.campaignId === campaignId && one.productId === productId);
  }

  /** Of one product, in one campaign or in any, or of all. */
  private daysOf(scope?: Scope): readonly DaysOfCampaign[] {
    if (scope === undefined) return this.days;
    return this.days.filter(
      ({ campaignId, productId }) =>
        (scope.campaignId ?? campaignId) === campaignId && productId === scope.productId,
    );
  }

  /** The position of the first delivery of a day. */
  private firstAt(day: string, scope?: Scope): number {
    const first = this.daysOf(scope).map(({ firstAt }) => firstAt[day] ?? Number.MAX_SAFE_INTEGER);
    return Math.min(Number.MAX_SAFE_INTEGER, ...first);
  }

  /**
   * As `deductions`; where the first one takes effect later, that one: a correction follows a line under a schedule, so
   * only a clock that runs behind the season finds none.
   */
  deductionsNear(date: string): DeductionSchedule | null {
    const [first = date] = this.caps.map((one) => one.validFrom).sort();
    return this.deductions(date) ?? this.deductions(first);
  }

  /** All deduction schedules that are published, as terms. */
  allDeductions(): DeductionSchedule[] {
    return this.caps.flatMap((one) => termsOf(one) ?? []);
  }

  /** The kinds of charges that may be posted on a business date. */
  chargeKinds(date: string): readonly ChargeKind[] {
    return latest(this.charges, date)?.kinds ?? FIRST_CHARGE_KINDS;
  }

  /** The deduction schedule on a business date, for lines that follow no single weighing; null where none is in force. */
  deductions(date: string): DeductionSchedule | null {
    return termsOf(latest(this.caps, date));
  }
}

const publishedBefore = <D extends PublishedSchedule>(documents: readonly D[], position: number): D[] =>
  documents.filter(({ publishedAt }) => publishedAt < position);

/** Those published from a position on, the first first. */
const publishedFrom = <D extends PublishedSchedule>(documents: readonly D[], position: number): D[] =>
  documents
    .filter(({ publishedAt }) => publishedAt >= position)
    .sort((a, b) => a.publishedAt - b.publishedAt);

function lineOf({ version, advancePpm, grades }: PublishedPrices, grade: string): PriceLine | null {
  const line = grades.find((one) => one.grade === grade);
  if (line === undefined) return null;
  const { pricePerKgCentimes, pointsPpm: coefficientPpm } = line;
  return { version, pricePerKgCentimes, advancePpm, coefficientPpm };
}

function purchaseLineOf({ version, grades }: PublishedPurchases, grade: string): PriceLine | null {
  const line = grades.find((one) => one.grade === grade);
  if (line === undefined) return null;
  const { pricePerKgCentimes } = line;
  return { version, pricePerKgCentimes, advancePpm: ONE_PPM, coefficientPpm: 0 };
}

function termsOf(schedule: PublishedDeductions | undefined): DeductionSchedule | null {
  if (schedule === undefined) return null;
  const { version, capsPpm, floorPpm } = schedule;
  return { version, capsPpm, floorPpm };
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
