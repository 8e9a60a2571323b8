export { readBankAnswer } from './bank-answer';
export { BankFileError, type BankFileSlug } from './bank-file-error';
export type { BankAnswer, BankOutcome, OutcomeLevel, OutcomeStatus } from './bank-outcome';
export type { IssuedBatch, IssuedTransfer, MismatchSlug, TransferStatus } from '../../../services/payments/src/transfer-batch/domain/outcome-matching';
export { writePain001 } from './pain001';
export {
  planOutcomes,
  type ClerkSlug,
  type Notice,
  type OutcomePlan,
  type TransferChange,
} from '../../../services/payments/src/transfer-batch/domain/plan-outcomes';
export { toSwiftX } from './swift-x';
export {
  checkBatch,
  type Party,
  type PaymentInformation,
  type Transfer,
  type TransferBatch,
} from './transfer-batch';
