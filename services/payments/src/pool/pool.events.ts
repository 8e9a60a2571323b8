import type { CountedInPool, PoolClosed, Posting } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import type { ChargedBy, ContractKind } from '../settlement';

/** What is charged by rule: milling by weight, the commission, and the convention's cap on what OCE keeps. */
export interface PoolTerms {
  readonly milling: { readonly perKgCentimes: number; readonly chargedBy: ChargedBy };
  readonly commissionPpm: number;
  readonly oceChargesCapPpm: number;
}

/** A pool of a campaign's grades, or the settlement of one traceable lot; never both. */
export type PoolOpened = Event<
  'PoolOpened',
  {
    poolId: string;
    kind: ContractKind;
    campaignId: string;
    productId: string;
    grades: readonly string[];
    lotIds: readonly string[] | null;
    terms: PoolTerms;
  },
  1
>;
export type ChargePosted = Event<
  'ChargePosted',
  { poolId: string; chargeId: string; kind: string; chargedBy: ChargedBy; amountCentimes: number },
  1
>;
export interface PooledPart {
  readonly lotId: string;
  readonly grade: string;
  readonly amountCentimes: number;
}
export type ProceedsPooled = Event<
  'ProceedsPooled',
  {
    poolId: string;
    proceedsId: string;
    invoiceNumber: string;
    parts: readonly PooledPart[];
    amountCentimes: number;
    valueDate: string;
    postings: readonly Posting[];
  },
  1
>;

/** A member's share as fixed at the closing, with the deliveries that it counts. Points are whole, as text. */
export interface FixedShare {
  readonly producerCode: string;
  readonly payableGrams: number;
  readonly points: string;
  readonly shareCentimes: number;
  readonly deliveries: readonly CountedInPool[];
}

/** Chunk `chunk` of `of` of one attempt at closing. Only those of the attempt that `PoolClosed` names count. */
export type SharesFixed = Event<
  'SharesFixed',
  { poolId: string; attempt: string; chunk: number; of: number; shares: readonly FixedShare[] },
  1
>;
export type PoolEvent = PoolOpened | ChargePosted | ProceedsPooled | SharesFixed | PoolClosed;
