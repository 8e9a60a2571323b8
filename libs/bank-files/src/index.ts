export { readBankAnswer } from './bank-answer';
export { BankFileError, type BankFileSlug } from './bank-file-error';
export type { BankAnswer, BankOutcome, OutcomeLevel, OutcomeStatus } from './bank-outcome';
export { writePain001 } from './pain001';
export { DUPLICATE } from './pain002';
export { toSwiftX } from './swift-x';
export type { Party, PaymentInformation, Transfer, TransferFile } from './transfer-file';
