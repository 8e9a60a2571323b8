import {
  OCE,
  payments,
  type ContractKind,
  type FinalSharePosted,
  type Posting,
  type ProceedsPart,
} from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { ChargedBy, PoolTerms } from './settlement/charges';

export type PooledPart = Pick<ProceedsPart, 'lotId' | 'grade' | 'amountCentimes'>;

/** A member's share as fixed at the closing, with the deliveries that it counts. Points are whole, as text. */
export type FixedShare = Pick<
  FinalSharePosted['data'],
  'producerCode' | 'payableGrams' | 'points' | 'shareCentimes' | 'deliveries'
>;

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
    }>(),
    ChargePosted: event<{
      poolId: string;
      chargeId: string;
      kind: string;
      chargedBy: ChargedBy;
      amountCentimes: number;
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
export type ChargePosted = EventOf<typeof poolEvents.ChargePosted>;
export type ProceedsPooled = EventOf<typeof poolEvents.ProceedsPooled>;
export type SharesFixed = EventOf<typeof poolEvents.SharesFixed>;

export type PoolEvent = EventOf<typeof poolEvents>;
