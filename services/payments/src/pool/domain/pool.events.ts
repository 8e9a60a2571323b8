import {
  OCE,
  payments,
  type ContractKind,
  type CountedInPool,
  type FinalSharePosted,
  type Posting,
} from '@oce/contracts';
import {
  defineEvents,
  event,
  type Asked,
  type Confirmed,
  type EventOf,
  type Rejected,
} from '@oce/event-sourcing';
import type { PoolTerms } from './settlement/charges';

/** A member's share as fixed at the closing, with the deliveries that it counts. Points are whole, as text. */
export type FixedShare = Pick<
  FinalSharePosted['data'],
  'producerCode' | 'payableGrams' | 'points' | 'shareCentimes' | 'deliveries'
>;

/**
 * A member's part of a supplementary distribution. His points are all that he has in it, whole, as text; `deliveries` are
 * those counted late for the first time.
 */
export interface SupplementShare {
  readonly producerCode: string;
  readonly points: string;
  readonly shareCentimes: number;
  readonly deliveries: readonly CountedInPool[];
  /** What the goods counted late for the first time are worth, and what is still owed for all of the member's. */
  readonly lateCentimes: number;
  readonly arrearsCentimes: number;
}

/** A member for whom something is left when a pool is wound up. */
export interface LeftMember {
  readonly producerCode: string;
  /** What goods counted late are still owed, in centimes. */
  readonly arrearsCentimes: number;
  /** Deliveries that no share has counted. */
  readonly deliveries: readonly string[];
  /** The last supplement in which the member has a part; null where in none. */
  readonly lastNumber: number | null;
}

export const poolEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'pool', id: 'poolId' },
  {
    ...payments.pool,
    /** A pool of a campaign's grades, or the settlement of one traceable lot; never both. */
    PoolOpened: event<{
      poolId: string;
      kind: ContractKind;
      campaignId: string;
      productId: string;
      grades: readonly string[];
      lotIds: readonly string[] | null;
      terms: PoolTerms;
      /** The person who opened it: another closes it. Absent in older logs, as in those of charges. */
      openedBy?: string;
      /** What one person could agree to for milling then, in centimes a kilogram; absent in older logs. */
      limit?: number;
    }>(),
    /** A charge, or a price of milling, above its limit: nothing is done before a second person confirms it. */
    SecondPersonAsked: event<{ poolId: string } & Asked>(),
    ProposalConfirmed: event<{ poolId: string } & Confirmed>(),
    ProposalRejected: event<{ poolId: string } & Rejected>(),
    /**
     * A correction at the value of the closed pool has moved its account: what it freed or took (positive: the member was
     * given more). The postings are those of a pool that was wound up, which keeps nothing.
     */
    CorrectionTaken: event<{
      poolId: string;
      producerCode: string;
      lineId: string;
      amountCentimes: number;
      postings: readonly Posting[];
    }>(),
    /**
     * In the commit that winds the pool up: members whose goods are still owed something, or were counted by no share as of
     * `logPosition`, stand in the chunks of the attempt; null where there are none. Each is settled on its account. Version
     * 1 named them itself, in `members`, and was not written where nobody was left of a closed pool.
     */
    ArrearsLeft: event<{
      poolId: string;
      campaignId: string;
      logPosition: number;
      attempt: string | null;
      members: readonly LeftMember[];
    }>().version(2, { 1: (data) => ({ ...data, attempt: null }) }),
    /** A chunk of those who are left. Only those of the attempt that `ArrearsLeft` names count. */
    ArrearsFixed: event<{
      poolId: string;
      attempt: string;
      chunk: number;
      of: number;
      members: readonly LeftMember[];
    }>(),
    /** The lines of the closing are being held, account by account; none of them can be paid out until the end of it. */
    ClosingTakeBackBegun: event<{ poolId: string; attempt: string; takeBackId: string; reason: string }>(),
    /** A line was on its way to the bank: the closing stands, and what was held is let go. */
    ClosingTakeBackAbandoned: event<{ poolId: string; takeBackId: string; reason: string }>(),
    /** A chunk of a supplement's shares. Only those of the attempt that `SupplementDistributed` names count. */
    SupplementFixed: event<{
      poolId: string;
      attempt: string;
      chunk: number;
      of: number;
      shares: readonly SupplementShare[];
    }>(),
    /** Chunk `chunk` of `of` of one attempt at closing. Only those of the attempt that `PoolClosed` names count. */
    SharesFixed: event<{
      poolId: string;
      attempt: string;
      chunk: number;
      of: number;
      shares: readonly FixedShare[];
    }>(),
  },
);
export type PoolOpened = EventOf<typeof poolEvents.PoolOpened>;
export type { ChargePosted, PooledPart, ProceedsPooled } from '@oce/contracts';
export type CorrectionTaken = EventOf<typeof poolEvents.CorrectionTaken>;
export type ArrearsLeft = EventOf<typeof poolEvents.ArrearsLeft>;
export type SharesFixed = EventOf<typeof poolEvents.SharesFixed>;

export type PoolEvent = EventOf<typeof poolEvents>;
