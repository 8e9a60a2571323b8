import type {
  AffiliationContractEvent,
  CollectionContractEvent,
  PaymentsContractEvent,
  SalesContractEvent,
} from '@oce/contracts';
import type * as Internal from './internal-events';

/** Every event that a rule looks into. */
export type AuditEvent =
  | AffiliationContractEvent
  | CollectionContractEvent
  | SalesContractEvent
  | PaymentsContractEvent
  | Internal.AttentionRaised
  | Internal.IdempotencyKeyUsed
  | Internal.CodeIssued
  | Internal.CodeChanged
  | Internal.StaffActivated
  | Internal.IntakeRulePublished
  | Internal.DeliveryTakenIntoLot
  | Internal.DeliveryAddedToLot
  | Internal.DeliveryTakenOutOfLot
  | Internal.LotRecorded
  | Internal.OrderSecured
  | Internal.InvoiceNumberTaken
  | Internal.CreditGranted
  | Internal.CreditNoteNumberTaken
  | Internal.PriceSchedulePublished
  | Internal.DeductionSchedulePublished
  | Internal.InputCreditGranted
  | Internal.PremiumDeclared
  | Internal.InputCreditRecovered
  | Internal.DeliveryVoided
  | Internal.LineDisputed
  | Internal.DisputeResolved
  | Internal.PayoutReserved
  | Internal.PayoutDeclined
  | Internal.BankDetailsProposed
  | Internal.BankDetailsApproved
  | Internal.PoolOpened
  | Internal.ChargePosted
  | Internal.ProceedsPooled
  | Internal.SharesFixed
  | Internal.TransferBatchApproved
  | Internal.TransferBatchRefused
  | Internal.PayeesFixed;

export type DataOf<T extends AuditEvent['type']> = Extract<AuditEvent, { type: T }>['data'];
