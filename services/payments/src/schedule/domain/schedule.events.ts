import { OCE, type DeductionKind } from '@oce/contracts';
import {
  defineEvents,
  event,
  type Asked,
  type Confirmed,
  type EventOf,
  type Rejected,
} from '@oce/event-sourcing';
import type { ChargeKind } from './charge-kinds';

export interface GradePrice {
  readonly grade: string;
  readonly pricePerKgCentimes: number;
  /** What a kilogram of this grade counts in points. */
  readonly pointsPpm: number;
}

/** What a kilogram of a grade is bought for. */
export type PurchaseGradePrice = Pick<GradePrice, 'grade' | 'pricePerKgCentimes'>;

export const scheduleEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'schedule', id: 'version' },
  {
    /** A version of prices for a campaign and product, in force from a business date on. It never changes. */
    PriceSchedulePublished: event<{
      version: string;
      campaignId: string;
      productId: string;
      validFrom: string;
      advancePpm: number;
      grades: readonly GradePrice[];
      /** What one person could publish alone then, in centimes a kilogram; absent in older logs. */
      limit?: number;
    }>(),
    /** A version of what OCE pays for goods that it buys at the gate, in force from a business date on. It never changes. */
    PurchasePricesPublished: event<{
      version: string;
      productId: string;
      validFrom: string;
      grades: readonly PurchaseGradePrice[];
      /** What one person could publish alone then, in centimes a kilogram. */
      limit?: number;
    }>(),
    /** A price above its limit: nothing is published before a second person confirms it. */
    SecondPersonAsked: event<{ version: string } & Asked>(),
    ProposalConfirmed: event<{ version: string } & Confirmed>(),
    ProposalRejected: event<{ version: string } & Rejected>(),
    /** A version of caps and floor, in force from a business date on. It never changes. */
    DeductionSchedulePublished: event<{
      version: string;
      validFrom: string;
      capsPpm: Record<DeductionKind, number>;
      floorPpm: number;
    }>(),
    /** The kinds of charges that may be posted by hand, in force from a business date on. It never changes. */
    ChargeSchedulePublished: event<{
      version: string;
      validFrom: string;
      kinds: readonly ChargeKind[];
    }>(),
  },
);
export type PriceSchedulePublished = EventOf<typeof scheduleEvents.PriceSchedulePublished>;
export type PurchasePricesPublished = EventOf<typeof scheduleEvents.PurchasePricesPublished>;
export type DeductionSchedulePublished = EventOf<typeof scheduleEvents.DeductionSchedulePublished>;
export type ChargeSchedulePublished = EventOf<typeof scheduleEvents.ChargeSchedulePublished>;

export type ScheduleEvent = EventOf<typeof scheduleEvents>;
/** What publishes a version. */
export type Publication =
  PriceSchedulePublished | PurchasePricesPublished | DeductionSchedulePublished | ChargeSchedulePublished;
