export { LARGEST_ANSWER_BYTES, readBankAnswer, type AnswerLimits } from './bank-answer';
export { BankFileError, type BankFileSlug } from './bank-file-error';
export type {
  BankAnswer,
  BankOutcome,
  OutcomeGroup,
  OutcomeLevel,
  OutcomeStatus,
  UnclearSlug,
} from './bank-outcome';
export type { DayBounds } from './bank-values';
export { writePain001 } from './pain001';
export { DUPLICATE } from './pain002';
export { toSwiftX } from './swift-x';
export type { Party, PaymentInformation, Transfer, TransferFile } from './transfer-file';
