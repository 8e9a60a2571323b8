import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import type { ContractKind, ProceedsPart } from './sales-lines';
import { OCE } from './streams';

export interface PoolCharge {
  readonly kind: string;
  readonly chargedBy: 'oce' | 'third_party';
  readonly askedCentimes: number;
  readonly amountCentimes: number;
}

/** What of proceeds a pool, or OCE's result, has taken: of a raw lot. */
export type PooledPart = Pick<ProceedsPart, 'lotId' | 'grade' | 'amountCentimes'> & {
  /** The conditioned lot that holds its goods and was sold; absent where the lot was sold as it is. */
  readonly soldAs?: string;
};

/** What payments says of pools. */
export const pool = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'pool', id: 'poolId' },
  {
    /** Version 1 knew no loss and no acknowledgement, and took the cap from the pool's terms: null. */
    PoolClosed: event<{
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
      /** By how much the charges pass the proceeds; who bears it. */
      lossCentimes: number;
      lossBorneBy: 'oce' | null;
      /** The lowest cap on OCE's charges of all that bind: the members' conventions and the pool's own terms. */
      oceChargesCapPpm: number | null;
      /** What was outstanding and known to whoever closed. */
      acknowledged: readonly string[];
      postings: readonly Posting[];
    }>().version(2, {
      1: (data) => ({
        ...data,
        lossCentimes: 0,
        lossBorneBy: null,
        oceChargesCapPpm: null,
        acknowledged: [],
      }),
    }),
    /** The pool is open again: all lines of the closing are taken back, each by a line on its account. */
    ClosingTakenBack: event<{
      poolId: string;
      kind: ContractKind;
      campaignId: string;
      productId: string;
      grades: readonly string[];
      lotIds: readonly string[] | null;
      attempt: string;
      closedOn: string;
      reason: string;
      takenBackOn: string;
      /**
       * All lines of the closing were posted up to here in the log. Absent in older logs, where final shares were the only ones
       * that could be taken back.
       */
      logPosition?: number;
      postings: readonly Posting[];
    }>(),
    /** What came after the closing is shared on the same points; each part is a line on its member's account. */
    SupplementDistributed: event<{
      poolId: string;
      kind: ContractKind;
      campaignId: string;
      supplementId: string;
      /** Numbered from 1. */
      number: number;
      attempt: string;
      /** What the lines add up to, and of it what is shared over all points. */
      distributedCentimes: number;
      sharedCentimes: number;
      /** The points of the closing and those of goods counted late, whole, as text. */
      points: string;
      /** Members with a line. */
      members: number;
      lateDeliveries: number;
      /** What goods counted late are still owed; it is met first from what comes. */
      arrearsCentimes: number;
      restCentimes: number;
      logPosition: number;
      distributedOn: string;
    }>(),
    /** The end of a pool: what was left went to a named account. */
    PoolWoundUp: event<{
      poolId: string;
      kind: ContractKind;
      campaignId: string;
      restCentimes: number;
      account: string | null;
      acknowledged: readonly string[];
      woundUpOn: string;
      postings: readonly Posting[];
    }>(),
    /** A charge on an open pool moves money with the closing; one on a closed pool at once. Version 1 had no postings. */
    ChargePosted: event<{
      poolId: string;
      chargeId: string;
      kind: string;
      chargedBy: 'oce' | 'third_party';
      amountCentimes: number;
      postedBy?: string;
      /** What one person could post alone then, in centimes; absent in older logs. */
      limit?: number;
      postings: readonly Posting[];
    }>().version(2, { 1: (data) => ({ ...data, postings: [] }) }),
    /** Cites a charge and takes it back: what it had taken of the closed pool is free again. */
    ChargeReversed: event<{
      poolId: string;
      chargeId: string;
      kind: string;
      reason: string;
      /** Of what the charge had taken: free for the members, and given back to OCE, which had borne a loss. */
      freedCentimes: number;
      lossBackCentimes: number;
      reversedBy?: string;
      postings: readonly Posting[];
    }>(),
    ProceedsPooled: event<{
      poolId: string;
      proceedsId: string;
      invoiceNumber: string;
      parts: readonly PooledPart[];
      amountCentimes: number;
      valueDate: string;
      postings: readonly Posting[];
    }>(),
    /** Proceeds of a pool that was wound up: a person has sent them to the reserve. */
    ProceedsReserved: event<{
      poolId: string;
      proceedsId: string;
      invoiceNumber: string;
      parts: readonly PooledPart[];
      amountCentimes: number;
      valueDate: string;
      postings: readonly Posting[];
    }>(),
  },
);

/** What payments says of the goods that are OCE's own. */
export const result = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'result', id: 'lotId' },
  {
    /**
     * What the goods of a purchased lot were sold for, or the oil that paid for a toll run: OCE's own, and in no pool. Below
     * zero where a receipt was taken back.
     */
    ProceedsKept: event<{
      lotId: string;
      proceedsId: string;
      invoiceNumber: string;
      parts: readonly PooledPart[];
      amountCentimes: number;
      valueDate: string;
      postings: readonly Posting[];
    }>(),
  },
);

export type ChargePosted = EventOf<typeof pool.ChargePosted>;
export type ChargeReversed = EventOf<typeof pool.ChargeReversed>;
export type ProceedsPooled = EventOf<typeof pool.ProceedsPooled>;
export type ProceedsKept = EventOf<typeof result.ProceedsKept>;
export type PoolClosed = EventOf<typeof pool.PoolClosed>;
export type ClosingTakenBack = EventOf<typeof pool.ClosingTakenBack>;
export type SupplementDistributed = EventOf<typeof pool.SupplementDistributed>;
export type PoolWoundUp = EventOf<typeof pool.PoolWoundUp>;
