import type {
  AdvancePosted,
  CorrectionPosted,
  FinalSharePosted,
  PayoutConfirmed,
  PayoutReturned,
  Posting,
  PremiumWithheld,
} from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/** Inputs handed out on credit: what the member owes is recovered from later settlements. */
export type InputCreditGranted = Event<
  'InputCreditGranted',
  {
    producerCode: string;
    creditId: string;
    amountCentimes: number;
    purpose: string;
    grantedOn: string;
    postings: readonly Posting[];
  },
  1
>;

/** A premium of the pooled policy that falls due. It moves no money: the settlement that withholds it does. */
export type PremiumDeclared = Event<
  'PremiumDeclared',
  { producerCode: string; premiumId: string; period: string; amountCentimes: number; dueOn: string },
  1
>;

/** What a line took back of one credit or claim. The postings stand in the line's own event, in the same commit. */
export type InputCreditRecovered = Event<
  'InputCreditRecovered',
  { producerCode: string; reference: string; takenCentimes: number; leftCentimes: number; lineId: string },
  1
>;

/** A delivery reversed before any advance was posted: one that comes later is not paid. */
export type DeliveryVoided = Event<
  'DeliveryVoided',
  { producerCode: string; deliveryId: string; reason: string },
  1
>;

export type LineDisputed = Event<
  'LineDisputed',
  { producerCode: string; disputeId: string; lineId: string; reason: string; disputedOn: string },
  1
>;
export type DisputeResolved = Event<
  'DisputeResolved',
  {
    producerCode: string;
    disputeId: string;
    lineId: string;
    outcome: 'upheld' | 'rejected';
    resolution: string;
    correctionLineId: string | null;
    resolvedOn: string;
  },
  1
>;
export type PayoutReserved = Event<
  'PayoutReserved',
  {
    producerCode: string;
    transferId: string;
    endToEndId: string;
    amountCentimes: number;
    lineIds: readonly string[];
    postings: readonly Posting[];
  },
  1
>;

/** A transfer that was left out of its file: it may not be reserved any more. */
export type PayoutDeclined = Event<
  'PayoutDeclined',
  { producerCode: string; transferId: string; endToEndId: string; reason: string },
  1
>;

export type AccountEvent =
  | InputCreditGranted
  | PremiumDeclared
  | AdvancePosted
  | InputCreditRecovered
  | PremiumWithheld
  | FinalSharePosted
  | CorrectionPosted
  | DeliveryVoided
  | LineDisputed
  | DisputeResolved
  | PayoutReserved
  | PayoutDeclined
  | PayoutConfirmed
  | PayoutReturned;
