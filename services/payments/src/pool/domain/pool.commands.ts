import type { PoolClosed, SupplementDistributed } from '@oce/contracts';
import type { Command, ConfirmProposal, RejectProposal } from '@oce/event-sourcing';
import type { LimitFacts } from '../../limit/domain/limits';
import type { ChargeKind } from '../../schedule/domain/charge-kinds';
import type { Outstanding, OutstandingKind } from './outstanding';
import type {
  ChargePosted,
  CorrectionTaken,
  FixedShare,
  LeftMember,
  PoolOpened,
  ProceedsPooled,
  SupplementShare,
} from './pool.events';

export type OpenPool = Command<'OpenPool', Omit<PoolOpened['data'], 'openedBy' | 'limit'>> & {
  readonly facts?: Partial<LimitFacts>;
};

/** The kinds that the schedule of the day names stand beside: they are no part of what is asked for. */
export type PostCharge = Command<
  'PostCharge',
  Omit<ChargePosted['data'], 'postings' | 'postedBy' | 'limit'>
> & {
  readonly facts: { readonly kinds: readonly ChargeKind[] } & Partial<LimitFacts>;
};
export type ReverseCharge = Command<'ReverseCharge', { chargeId: string; reason: string }>;
export type PoolProceeds = Command<
  'PoolProceeds',
  Pick<ProceedsPooled['data'], 'proceedsId' | 'invoiceNumber' | 'parts' | 'valueDate'> &
    Pick<PoolOpened['data'], 'kind'> & { readonly campaignId: string | null }
>;
/** A person sends proceeds of a pool that was wound up to the reserve. */
export type ReserveProceeds = Command<'ReserveProceeds', PoolProceeds['data']>;
export type TakeCorrection = Command<
  'TakeCorrection',
  Omit<CorrectionTaken['data'], 'postings' | 'poolId'> & {
    /** Where in the log the correction stands, which says of which closing it is. */
    postedAt: number;
  }
>;

/** An attempt writes each of its chunks once, so the number says which shares: they need not be part of the identity. */
export type FixShares = Command<'FixShares', { attempt: string; chunk: number; of: number }> & {
  readonly facts: { readonly shares: readonly FixedShare[] };
};

/** What a closing was computed from: the read models as of one position of the log, and the shares written before. */
export interface ClosingFacts extends Pick<
  PoolClosed['data'],
  | 'attempt'
  | 'proceedsCentimes'
  | 'charges'
  | 'distributableCentimes'
  | 'points'
  | 'deliveries'
  | 'payableGrams'
  | 'logPosition'
  | 'lossCentimes'
  | 'oceChargesCapPpm'
> {
  readonly outstanding: readonly Outstanding[];
  /** The business date of the last weighing that counts; null where nothing does. */
  readonly lastDeliveryOn: string | null;
}

/** The facts name the attempt whose chunks count, with what they were computed from: computed anew at each try. */
export type ClosePool = Command<
  'ClosePool',
  { closedOn: string; acknowledge: readonly OutstandingKind[]; lossBorneBy: 'oce' | null }
> & { readonly facts: ClosingFacts };

/** The three steps of taking a closing back: nothing is paid out meanwhile, all lines are held, it is open again. */
export type BeginTakeBack = Command<'BeginTakeBack', { takeBackId: string; reason: string }>;
export type AbandonTakeBack = Command<'AbandonTakeBack', { takeBackId: string; reason: string }>;
export type TakeBackClosing = Command<'TakeBackClosing', { takeBackId: string }> & {
  /** Up to where the log was written once all lines were held. */
  readonly facts: { readonly logPosition: number };
};

export type FixSupplement = Command<'FixSupplement', { attempt: string; chunk: number; of: number }> & {
  readonly facts: { readonly shares: readonly SupplementShare[] };
};
export type DistributeSupplement = Command<'DistributeSupplement', { supplementId: string }> & {
  readonly facts: Pick<
    SupplementDistributed['data'],
    | 'attempt'
    | 'distributedCentimes'
    | 'sharedCentimes'
    | 'points'
    | 'lateDeliveries'
    | 'arrearsCentimes'
    | 'logPosition'
  > & { readonly restBeforeCentimes: number };
};
/** How a pool stands at its end, as of one position of the log. */
export interface EndFacts {
  readonly outstanding: readonly Outstanding[];
  /** Of a pool that was never closed, the points that a closing would count, as text; null of a closed one. */
  readonly points: string | null;
  readonly left: readonly LeftMember[];
  readonly logPosition: number;
}
export type FixArrears = Command<'FixArrears', { attempt: string; chunk: number; of: number }> & {
  readonly facts: { readonly members: readonly LeftMember[] };
};
/** The facts name the attempt in whose chunks those who are left stand, and sum them up; null where there are none. */
export type WindUpPool = Command<'WindUpPool', { acknowledge: readonly OutstandingKind[] }> & {
  readonly facts: Omit<EndFacts, 'left'> & {
    readonly attempt: string | null;
    readonly members: number;
    readonly arrearsCentimes: number;
  };
};

/** The field of a pool's events that repeats its id. */
export type OwnPool = { readonly poolId: string };

export type PoolCommand =
  | OpenPool
  | PostCharge
  | ReverseCharge
  | PoolProceeds
  | ReserveProceeds
  | TakeCorrection
  | FixShares
  | ClosePool
  | BeginTakeBack
  | AbandonTakeBack
  | TakeBackClosing
  | FixSupplement
  | DistributeSupplement
  | FixArrears
  | WindUpPool
  | ConfirmProposal<OwnPool, PostCharge['facts']>
  | RejectProposal<OwnPool>;
