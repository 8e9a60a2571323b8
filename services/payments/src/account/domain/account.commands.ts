import type { CountedInPool } from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import { type DeductionSchedule } from '../../pool/domain/settlement/deductions';
import type { PriceLine } from '../../schedule/domain/schedules-in-force';

export type GrantInputCredit = Command<
  'GrantInputCredit',
  {
    producerCode: string;
    creditId: string;
    amountCentimes: number;
    purpose: string;
    grantedOn: string;
    /** Who is owed the price of the goods; without one they come from OCE's own depot. */
    supplierId?: string;
  }
>;
export type DeclarePremium = Command<
  'DeclarePremium',
  { producerCode: string; premiumId: string; period: string; amountCentimes: number; dueOn: string }
>;

/** The schedules are inside, so that the decision is pure; null where none is in force. */
export type PostAdvance = Command<
  'PostAdvance',
  {
    producerCode: string;
    deliveryId: string;
    campaignId: string;
    productId: string;
    grade: string;
    payableGrams: number;
    /** The business date of the weighing: what is due by then may be taken. */
    weighedOn: string;
    /** The reversed delivery that it stands for: its reversal has posted the difference. */
    replaces: string | null;
    price: PriceLine | null;
    deductions: DeductionSchedule | null;
  }
>;

/**
 * A clerk has a delivery advanced: the same command whatever schedules are there by now, so what its advance comes to is
 * a fact beside it.
 */
export type AdvanceDelivery = Command<'AdvanceDelivery', { producerCode: string; deliveryId: string }> & {
  readonly facts: PostAdvance['data'];
};

/** A delivery was reversed: what was posted for it is taken back, or valued anew where its pool is closed. */
export type PostCorrection = Command<
  'PostCorrection',
  {
    producerCode: string;
    deliveryId: string;
    /** The delivery that stands for it from now on; its price is that of the original, frozen at delivery. */
    replacement: { readonly deliveryId: string; readonly payableGrams: number } | null;
    reason: string;
    /** For a replacement that weighs more. */
    deductions: DeductionSchedule | null;
  }
>;
export type PostFinalShare = Command<
  'PostFinalShare',
  {
    producerCode: string;
    poolId: string;
    campaignId: string;
    deliveries: readonly CountedInPool[];
    payableGrams: number;
    points: string;
    shareCentimes: number;
    poolValue: { readonly distributableCentimes: number; readonly points: string };
    /** The business date of the closing: what is due by then may be taken. */
    closedOn: string;
    deductions: DeductionSchedule | null;
  }
>;
export type DisputeLine = Command<
  'DisputeLine',
  { producerCode: string; disputeId: string; lineId: string; reason: string }
>;
export type ResolveDispute = Command<
  'ResolveDispute',
  {
    producerCode: string;
    disputeId: string;
    outcome: 'upheld' | 'rejected';
    resolution: string;
    /** The change of the line's gross; only where the dispute is upheld. */
    amountCentimes: number | null;
  }
> & { readonly facts: { readonly deductions: DeductionSchedule | null } };
export type ReservePayout = Command<
  'ReservePayout',
  {
    producerCode: string;
    transferId: string;
    endToEndId: string;
    amountCentimes: number;
    lineIds: readonly string[];
  }
>;
export type ConfirmPayout = Command<
  'ConfirmPayout',
  { producerCode: string; transferId: string; executedOn: string }
>;
export type ReturnPayout = Command<
  'ReturnPayout',
  { producerCode: string; transferId: string; reasonCode: string }
>;

/** The transfer is left out of its file: what was reserved for it is payable again, and it stays out for good. */
export type DeclinePayout = Command<
  'DeclinePayout',
  { producerCode: string; transferId: string; endToEndId: string; reason: string }
>;

export type AccountCommand =
  | GrantInputCredit
  | DeclarePremium
  | PostAdvance
  | AdvanceDelivery
  | PostCorrection
  | PostFinalShare
  | DisputeLine
  | ResolveDispute
  | ReservePayout
  | ConfirmPayout
  | ReturnPayout
  | DeclinePayout;
