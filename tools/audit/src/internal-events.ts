import type {
  CountedInPool,
  DeductionKind,
  LotDelivery,
  OrderFulfilled,
  PoolCharge,
  Posting,
  TransferLine,
} from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/*
 * Events that contexts keep to themselves, as the log holds them. Written down here and not taken from the services: a
 * stored event never changes, and the audit must not share the code that it checks.
 */

export type AttentionRaised = Event<
  'AttentionRaised',
  { policy: string; reason: string; position: number; reaction: { id: string } }
>;

/** The one request that an Idempotency-Key names; the aggregate's id is the hash of the key. */
export type IdempotencyKeyUsed = Event<'IdempotencyKeyUsed', { requestHash: string }>;

export type CodeIssued = Event<'CodeIssued', { producerCode: string; codeHash: string }>;
export type CodeChanged = Event<'CodeChanged', { producerCode: string; codeHash: string }>;
export type StaffActivated = Event<'StaffActivated', { staffId: string; passwordHash: string }>;

export type IntakeRulePublished = Event<
  'IntakeRulePublished',
  {
    productId: string;
    validFrom: string;
    moisture?: { basePpm: number; method: { kind: string; shrinkPpmPerPoint?: number } };
  }
>;
export type DeliveryTakenIntoLot = Event<'DeliveryTakenIntoLot', { lotId: string } & LotDelivery>;
export type DeliveryAddedToLot = Event<'DeliveryAddedToLot', { lotId: string } & LotDelivery>;
export type DeliveryTakenOutOfLot = Event<'DeliveryTakenOutOfLot', { lotId: string; deliveryId: string }>;

export type LotRecorded = Event<
  'LotRecorded',
  { lotId: string; campaignId: string; productId: string; grade: string; netGrams: number }
>;
export type OrderSecured = Event<'OrderSecured', { orderId: string }>;
export type InvoiceNumberTaken = Event<
  'InvoiceNumberTaken',
  { number: number; invoiceNumber: string; issuedOn: string; order: OrderFulfilled['data'] }
>;
export interface Credit {
  readonly creditId: string;
  readonly invoiceNumber: string;
  readonly lines: readonly { readonly lotId: string; readonly amountCentimes: number }[];
  readonly amountCentimes: number;
  readonly grantedOn: string;
}
export type CreditGranted = Event<'CreditGranted', Credit>;
export type CreditNoteNumberTaken = Event<
  'CreditNoteNumberTaken',
  { number: number; creditNoteNumber: string; issuedOn: string; credit: Credit }
>;

export type PriceSchedulePublished = Event<
  'PriceSchedulePublished',
  {
    version: string;
    campaignId: string;
    productId: string;
    validFrom: string;
    advancePpm: number;
    grades: readonly { grade: string; pricePerKgCentimes: number; pointsPpm: number }[];
  }
>;
export type DeductionSchedulePublished = Event<
  'DeductionSchedulePublished',
  { version: string; validFrom: string; capsPpm: Record<DeductionKind, number>; floorPpm: number }
>;

interface OfMember {
  readonly producerCode: string;
}
type WithPostings = OfMember & { readonly amountCentimes: number; readonly postings: readonly Posting[] };
export type InputCreditGranted = Event<
  'InputCreditGranted',
  WithPostings & { creditId: string; grantedOn: string }
>;
export type PremiumDeclared = Event<
  'PremiumDeclared',
  OfMember & { premiumId: string; amountCentimes: number; dueOn: string }
>;
export type InputCreditRecovered = Event<
  'InputCreditRecovered',
  OfMember & { reference: string; takenCentimes: number; leftCentimes: number; lineId: string }
>;
export type DeliveryVoided = Event<'DeliveryVoided', OfMember & { deliveryId: string }>;
export type LineDisputed = Event<'LineDisputed', OfMember & { disputeId: string; lineId: string }>;
export type DisputeResolved = Event<
  'DisputeResolved',
  OfMember & { disputeId: string; lineId: string; outcome: string; correctionLineId: string | null }
>;
export type PayoutReserved = Event<
  'PayoutReserved',
  WithPostings & { transferId: string; endToEndId: string; lineIds: readonly string[] }
>;
export type PayoutDeclined = Event<'PayoutDeclined', OfMember & { transferId: string; endToEndId: string }>;
export type BankDetailsProposed = Event<
  'BankDetailsProposed',
  OfMember & { rib: string; ribHash: string; proposedBy: string }
>;
export type BankDetailsApproved = Event<
  'BankDetailsApproved',
  OfMember & { ribHash: string; approvedBy: string }
>;

export type PoolOpened = Event<
  'PoolOpened',
  {
    poolId: string;
    kind: string;
    campaignId: string;
    grades: readonly string[];
    lotIds: readonly string[] | null;
    terms: {
      milling: { perKgCentimes: number; chargedBy: PoolCharge['chargedBy'] };
      commissionPpm: number;
      oceChargesCapPpm: number;
    };
  }
>;
export type ChargePosted = Event<
  'ChargePosted',
  {
    poolId: string;
    chargeId: string;
    kind: string;
    chargedBy: PoolCharge['chargedBy'];
    amountCentimes: number;
  }
>;
export type ProceedsPooled = Event<
  'ProceedsPooled',
  {
    poolId: string;
    proceedsId: string;
    invoiceNumber: string;
    parts: readonly { lotId: string; grade: string; amountCentimes: number }[];
    amountCentimes: number;
    postings: readonly Posting[];
  }
>;
export interface FixedShare {
  readonly producerCode: string;
  readonly payableGrams: number;
  readonly points: string;
  readonly shareCentimes: number;
  readonly deliveries: readonly CountedInPool[];
}
export type SharesFixed = Event<
  'SharesFixed',
  { poolId: string; attempt: string; chunk: number; of: number; shares: readonly FixedShare[] }
>;

export type TransferBatchApproved = Event<'TransferBatchApproved', { batchId: string; approvedBy: string }>;
export type TransferBatchRefused = Event<
  'TransferBatchRefused',
  { batchId: string; refusedBy: string; reason: string; transfers: readonly TransferLine[] }
>;
export type PayeesFixed = Event<
  'PayeesFixed',
  { batchId: string; payees: readonly { transferId: string; name: string; rib: string }[] }
>;
