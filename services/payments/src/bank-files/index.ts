export { BankFileError, type BankFileSlug } from './bank-file-error';
export { toSwiftX } from './swift-x';
export {
  checkBatch,
  type Party,
  type PaymentInformation,
  type Transfer,
  type TransferBatch,
} from './transfer-batch';
export { writePain001 } from './pain001';
export { readBankAnswer } from './bank-answer';
export type { BankAnswer, BankOutcome, OutcomeLevel, OutcomeStatus } from './bank-outcome';
export type { IssuedBatch, IssuedTransfer, MismatchSlug, TransferStatus } from './outcome-matching';
export {
  planOutcomes,
  type ClerkSlug,
  type Notice,
  type OutcomePlan,
  type TransferChange,
} from './plan-outcomes';
