import type {
  ClaimReversed,
  DeliveryGraded,
  FinalSharePosted,
  ArrearsSettled,
  PayoutConfirmed,
  PayoutReturned,
  SupplementPosted,
} from '@oce/contracts';
import type { Command, ConfirmProposal, RejectProposal } from '@oce/event-sourcing';
import type { LimitFacts } from '../../limit/domain/limits';
import type { FixedShare, SupplementShare } from '../../pool/domain/pool.events';
import type { DeductionSchedule } from '../../pool/domain/settlement/deductions';
import type { PriceLine } from '../../schedule/domain/schedules-in-force';
import type {
  DisputeResolved,
  InputCreditGranted,
  LineDisputed,
  MemberDeparted,
  PayoutDeclined,
  PayoutReserved,
  PremiumDeclared,
  QualityDisputeUpheld,
} from './account.events';

export type GrantInputCredit = Command<
  'GrantInputCredit',
  Omit<InputCreditGranted['data'], 'postings' | 'limit'> & {
    /** Who is owed the price of the goods; without one they come from OCE's own depot. */
    supplierId?: string;
  }
> & { readonly facts?: LimitFacts };
export type DeclarePremium = Command<'DeclarePremium', Omit<PremiumDeclared['data'], 'limit'>> & {
  readonly facts?: LimitFacts;
};

/** A credit or premium that was booked wrong is taken back whole. */
export type ReverseClaim = Command<
  'ReverseClaim',
  Pick<ClaimReversed['data'], 'producerCode' | 'kind' | 'reference' | 'reason'>
>;

/** Affiliation says that the member leaves, today or on a day to come. */
export type NoteDeparture = Command<'NoteDeparture', MemberDeparted['data']>;

/** What is payable to a member who has left meets what is due; sent by whoever prepares a payout. */
export type SetOffDebts = Command<'SetOffDebts', { producerCode: string }>;

/** The schedules are inside, so that the decision is pure; null where none is in force. */
export type PostAdvance = Command<
  'PostAdvance',
  Pick<
    DeliveryGraded['data'],
    'producerCode' | 'deliveryId' | 'campaignId' | 'productId' | 'grade' | 'payableGrams'
  > & {
    /** The reversed delivery that it stands for: its reversal has posted the difference. */
    replaces: string | null;
    price: PriceLine | null;
    deductions: DeductionSchedule | null;
    /** Its pool, where that was wound up before: no share of it will come, so OCE bears the advance. */
    endedPoolId?: string;
  }
>;

/** OCE has bought a delivery: as for an advance, with the price of its product on the day of the weighing. */
export type PostPurchase = Command<
  'PostPurchase',
  Omit<PostAdvance['data'], 'price' | 'endedPoolId'> & {
    price: Pick<PriceLine, 'version' | 'pricePerKgCentimes'> | null;
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
    replacement: {
      readonly deliveryId: string;
      readonly payableGrams: number;
      /** Where it was graded wrong: the right grade at its price of the day of the weighing, null where none was in force. */
      readonly regraded?: { readonly grade: string; readonly price: PriceLine | null };
    } | null;
    reason: string;
    /** For a replacement that weighs more. */
    deductions: DeductionSchedule | null;
    /** All that are published: an advance that is not paid yet is settled anew under its own. */
    published: readonly DeductionSchedule[];
  }
>;
export type PostFinalShare = Command<
  'PostFinalShare',
  FixedShare &
    Pick<FinalSharePosted['data'], 'poolId' | 'campaignId' | 'poolValue'> & {
      /** The attempt that closed: a pool that was taken back closes by another one. */
      attempt: string;
      deductions: DeductionSchedule | null;
    }
>;
/** A member's part of a supplementary distribution. */
export type PostSupplement = Command<
  'PostSupplement',
  Omit<SupplementShare, 'arrearsCentimes'> &
    Pick<SupplementPosted['data'], 'poolId' | 'campaignId' | 'number' | 'poolValue'> & {
      deductions: DeductionSchedule | null;
    }
>;
/** The pool was wound up while goods of the member were owed something, or had no share. */
export type SettleArrears = Command<
  'SettleArrears',
  Pick<
    ArrearsSettled['data'],
    'producerCode' | 'poolId' | 'campaignId' | 'arrearsCentimes' | 'deliveries'
  > & {
    /** The last supplement in which the member has a part; null where in none. */
    lastNumber: number | null;
  }
>;
/** A delivery was graded while its pool was being wound up: no share of it will come. */
export type SettleLateGoods = Command<
  'SettleLateGoods',
  Pick<ArrearsSettled['data'], 'producerCode' | 'poolId' | 'campaignId'> & { deliveryId: string }
>;
/** The lines of a closing are kept from being paid out while it is being taken back; or let go again. */
export type HoldFinalShare = Command<
  'HoldFinalShare',
  {
    producerCode: string;
    poolId: string;
    takeBackId: string;
    /** The attempt of the closing, where the member has a final share of it; null where not. */
    attempt: string | null;
    /** The supplements on it in which the member has a part. */
    numbers: readonly number[];
  }
>;
export type ReleaseFinalShare = Command<
  'ReleaseFinalShare',
  { producerCode: string; poolId: string; takeBackId: string }
>;
/** The closing was taken back: so are all lines of it, and what was corrected at its value is corrected anew. */
export type TakeBackFinalShare = Command<
  'TakeBackFinalShare',
  Pick<PostCorrection['data'], 'producerCode' | 'reason' | 'deductions' | 'published'> & {
    poolId: string;
    campaignId: string;
    attempt: string;
    /** The final share; null for a member whose goods were all counted late. */
    share: CountedShare | null;
    /** The parts in supplements. */
    parts: readonly (CountedShare & { readonly number: number })[];
    /** The days of weighing of what was reversed: it is corrected anew in their order. */
    weighings: readonly Weighing[];
  }
>;
/** What a share, or a part, gave and for what. */
export type CountedShare = Pick<FixedShare, 'shareCentimes' | 'deliveries'>;
/** The business date on which a delivery was weighed. */
export interface Weighing {
  readonly deliveryId: string;
  readonly weighedOn: string;
}
/** What a sample showed, and the grade that it gives. */
export type QualitySheet = QualityDisputeUpheld['data']['sample'] & { readonly grade: string };
export type DisputeLine = Command<
  'DisputeLine',
  Omit<LineDisputed['data'], 'disputedOn' | 'disputedBy' | 'transferId'>
>;
export type ResolveDispute = Command<
  'ResolveDispute',
  Pick<DisputeResolved['data'], 'producerCode' | 'disputeId' | 'outcome' | 'resolution'> & {
    /** The change of the line's gross; only where the dispute is upheld by an amount. */
    amountCentimes: number | null;
    /** The right quality sheet; only where it is upheld by that. */
    sheet?: QualitySheet;
  }
> & { readonly facts: Pick<PostCorrection['data'], 'deductions' | 'published'> & Partial<LimitFacts> };
/** A person asks to be forgotten, or one of their deliveries has changed since: is anything of their money open? */
export type SettleErasure = Command<
  'SettleErasure',
  {
    producerCode: string;
    /** Deliveries that were weighed and neither advanced, refused nor taken back. */
    awaited: readonly string[];
  }
>;
export type ReservePayout = Command<'ReservePayout', Omit<PayoutReserved['data'], 'postings'>>;
export type ConfirmPayout = Command<
  'ConfirmPayout',
  Pick<PayoutConfirmed['data'], 'producerCode' | 'transferId' | 'executedOn'>
>;
export type ReturnPayout = Command<
  'ReturnPayout',
  Pick<PayoutReturned['data'], 'producerCode' | 'transferId' | 'reasonCode'>
>;

/** The transfer is left out of its file: what was reserved for it is payable again, and it stays out for good. */
export type DeclinePayout = Command<'DeclinePayout', PayoutDeclined['data']>;

/** The field of an account's events that repeats its id. */
export type OwnAccount = { readonly producerCode: string };

export type AccountCommand =
  | GrantInputCredit
  | DeclarePremium
  | ReverseClaim
  | NoteDeparture
  | SetOffDebts
  | PostAdvance
  | AdvanceDelivery
  | PostPurchase
  | PostCorrection
  | PostFinalShare
  | PostSupplement
  | SettleArrears
  | SettleLateGoods
  | HoldFinalShare
  | ReleaseFinalShare
  | TakeBackFinalShare
  | DisputeLine
  | ResolveDispute
  | SettleErasure
  | ReservePayout
  | ConfirmPayout
  | ReturnPayout
  | DeclinePayout
  | ConfirmProposal<OwnAccount, ResolveDispute['facts']>
  | RejectProposal<OwnAccount>;
