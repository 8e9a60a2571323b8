import type { Event } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import type { ContractKind } from './sales.events';
import type {
  TransferBatchPrepared,
  TransferExecuted,
  TransferFileIssued,
  TransferRejected,
} from './transfers.events';

export * from './transfers.events';

export type DeductionKind = 'legal' | 'insurance' | 'input_credit' | 'voluntary';

/** One deduction as it was taken: asked, capped, taken, carried forward. */
export interface DeductionTaken {
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly askedCentimes: number;
  readonly capCentimes: number;
  readonly takenCentimes: number;
  readonly carriedCentimes: number;
  readonly limitedBy: 'nothing' | 'cap' | 'floor';
}

/** A gross amount, what was taken from it, and the net left to the member. */
export interface SettlementLines {
  readonly scheduleVersion: string;
  readonly grossCentimes: number;
  readonly floorCentimes: number;
  readonly deductions: readonly DeductionTaken[];
  readonly netCentimes: number;
}

export type AdvancePosted = Event<
  'AdvancePosted',
  {
    lineId: string;
    producerCode: string;
    deliveryId: string;
    campaignId: string;
    productId: string;
    grade: string;
    payableGrams: number;
    priceScheduleVersion: string;
    pricePerKgCentimes: number;
    advancePpm: number;
    coefficientPpm: number;
    settlement: SettlementLines;
    postedOn: string;
    postings: readonly Posting[];
  },
  1
>;

/**
 * The insurance taken in a settlement, said apart so that health hears this and no more. `takenCentimes` is negative
 * where a reversal of an unpaid line gives it back.
 */
export type PremiumWithheld = Event<
  'PremiumWithheld',
  { producerCode: string; premiumId: string; takenCentimes: number; leftCentimes: number; lineId: string },
  1
>;
/** A delivery as a pool counted it. */
export interface CountedInPool {
  readonly deliveryId: string;
  readonly grade: string;
  readonly payableGrams: number;
  readonly coefficientPpm: number;
}
export type FinalSharePosted = Event<
  'FinalSharePosted',
  {
    lineId: string;
    producerCode: string;
    poolId: string;
    campaignId: string;
    deliveries: readonly CountedInPool[];
    /** What a point of the closed pool is worth, as a fraction: it values later corrections. */
    poolValue: { readonly distributableCentimes: number; readonly points: string };
    payableGrams: number;
    points: string;
    shareCentimes: number;
    advancesCentimes: number;
    complementCentimes: number;
    overpaidCentimes: number;
    settlement: SettlementLines;
    postedOn: string;
    postings: readonly Posting[];
  },
  1
>;

/** The delivery that stands for a reversed one from now on, as it counts, with its advance before deductions. */
export interface CountedInstead extends CountedInPool {
  readonly advanceCentimes: number;
}
export type CorrectionPosted = Event<
  'CorrectionPosted',
  {
    lineId: string;
    producerCode: string;
    campaignId: string;
    /** The pool whose closed value it was valued at; null before the closing. */
    poolId: string | null;
    /** The line that this one corrects. */
    citesLineId: string;
    /** The delivery that it speaks of and its grade; null for a dispute about a final share. */
    deliveryId: string | null;
    grade: string | null;
    basis: 'reversal' | 'replacement' | 'dispute';
    counts: CountedInstead | null;
    pointsDelta: string;
    /** The change of the gross; negative: the member had too much. */
    amountCentimes: number;
    /** What the line adds to, or takes from, what is to be paid out. */
    netCentimes: number;
    /** What became a claim on later settlements, under the cap of input credit. */
    claimCentimes: number;
    /** Deductions of the cited line that are given back and asked again. */
    reopened: readonly { kind: DeductionKind; reference: string; amountCentimes: number }[];
    settlement: SettlementLines | null;
    reason: string;
    postedOn: string;
    postings: readonly Posting[];
  },
  1
>;
export type PayoutConfirmed = Event<
  'PayoutConfirmed',
  {
    producerCode: string;
    transferId: string;
    endToEndId: string;
    amountCentimes: number;
    executedOn: string;
    postings: readonly Posting[];
  },
  1
>;
export type PayoutReturned = Event<
  'PayoutReturned',
  {
    producerCode: string;
    transferId: string;
    endToEndId: string;
    amountCentimes: number;
    reasonCode: string;
    postings: readonly Posting[];
  },
  1
>;

export interface PoolCharge {
  readonly kind: string;
  readonly chargedBy: 'oce' | 'third_party';
  readonly askedCentimes: number;
  readonly amountCentimes: number;
}
export type PoolClosed = Event<
  'PoolClosed',
  {
    poolId: string;
    kind: ContractKind;
    campaignId: string;
    productId: string;
    grades: readonly string[];
    /** The lots it speaks of, for a traceable settlement; null for a pool. */
    lotIds: readonly string[] | null;
    proceedsCentimes: number;
    charges: readonly PoolCharge[];
    distributableCentimes: number;
    /** Whole points as an integer text, weight in grams times the coefficient in ppm. */
    points: string;
    members: number;
    deliveries: number;
    payableGrams: number;
    /** The count holds everything up to here in the log, and nothing behind. */
    logPosition: number;
    attempt: string;
    closedOn: string;
    postings: readonly Posting[];
  },
  1
>;

/** What payments says to the others. */
export type PaymentsContractEvent =
  | AdvancePosted
  | PremiumWithheld
  | FinalSharePosted
  | CorrectionPosted
  | PayoutConfirmed
  | PayoutReturned
  | PoolClosed
  | TransferBatchPrepared
  | TransferFileIssued
  | TransferExecuted
  | TransferRejected;
