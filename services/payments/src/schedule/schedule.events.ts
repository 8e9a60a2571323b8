import type { Event } from '@oce/event-sourcing';
import type { DeductionKind } from '../settlement';

export interface GradePrice {
  readonly grade: string;
  readonly pricePerKgCentimes: number;
  /** What a kilogram of this grade counts in points. */
  readonly pointsPpm: number;
}

/** A version of prices for a campaign and product, in force from a business date on. It never changes. */
export type PriceSchedulePublished = Event<
  'PriceSchedulePublished',
  {
    version: string;
    campaignId: string;
    productId: string;
    validFrom: string;
    advancePpm: number;
    grades: readonly GradePrice[];
  },
  1
>;

/** A version of caps and floor, in force from a business date on. It never changes. */
export type DeductionSchedulePublished = Event<
  'DeductionSchedulePublished',
  { version: string; validFrom: string; capsPpm: Record<DeductionKind, number>; floorPpm: number },
  1
>;
export type ScheduleEvent = PriceSchedulePublished | DeductionSchedulePublished;
