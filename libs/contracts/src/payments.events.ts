import type { Event } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import type { ContractKind } from './sales.events';

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

/** The insurance taken in a settlement, said apart so that health hears this and no more. */
export type PremiumWithheld = Event<
  'PremiumWithheld',
  { producerCode: string; premiumId: string; takenCentimes: number; leftCentimes: number; lineId: string },
  1
>;
export type FinalSharePosted = Event<
  'FinalSharePosted',
  {
    lineId: string;
    producerCode: string;
    poolId: string;
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
export type CorrectionPosted = Event<
  'CorrectionPosted',
  {
    lineId: string;
    producerCode: string;
    poolId: string | null;
    /** The line that this one corrects. */
    citesLineId: string;
    deliveryId: string;
    pointsDelta: string;
    amountCentimes: number;
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

export interface TransferLine {
  readonly transferId: string;
  readonly endToEndId: string;
  readonly producerCode: string;
  readonly amountCentimes: number;
  /** The account lines that the transfer pays. */
  readonly lineIds: readonly string[];
}
export type TransferBatchPrepared = Event<
  'TransferBatchPrepared',
  {
    batchId: string;
    executionDate: string;
    transfers: readonly TransferLine[];
    totalCentimes: number;
    preparedBy: string;
  },
  1
>;
export type TransferFileIssued = Event<
  'TransferFileIssued',
  {
    batchId: string;
    messageId: string;
    paymentInformationId: string;
    transfers: number;
    totalCentimes: number;
    sha256: string;
    issuedOn: string;
  },
  1
>;
export type TransferExecuted = Event<
  'TransferExecuted',
  {
    batchId: string;
    transferId: string;
    endToEndId: string;
    producerCode: string;
    amountCentimes: number;
    bookedOn: string;
  },
  1
>;
export type TransferRejected = Event<
  'TransferRejected',
  {
    batchId: string;
    transferId: string;
    endToEndId: string;
    producerCode: string;
    amountCentimes: number;
    reasonCode: string;
    returned: boolean;
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
