import type {
  TransferBatchPrepared,
  TransferExecuted,
  TransferFileIssued,
  TransferLine,
  TransferRejected,
} from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';

export type TransferBatchApproved = Event<
  'TransferBatchApproved',
  { batchId: string; approvedBy: string; approvedOn: string },
  1
>;

/** The second person said no: what was set aside is payable again, by another batch. */
export type TransferBatchRefused = Event<
  'TransferBatchRefused',
  { batchId: string; refusedBy: string; reason: string; transfers: readonly TransferLine[] },
  1
>;

/** OCE's own account, as it stands in the file. */
export interface Debtor {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
}

/** Names and accounts as the file has them, as ciphertext: the file is written again from these, and from nothing else. */
export type PayeesFixed = Event<
  'PayeesFixed',
  {
    batchId: string;
    createdAt: string;
    debtor: Debtor;
    payees: readonly { transferId: string; name: Encrypted; rib: Encrypted }[];
  },
  1
>;

/** What an answer of the bank leaves for a person to look at, beside what it settles. */
export interface BankNotice {
  readonly slug: string;
  readonly endToEndId: string | null;
  readonly path: string;
  readonly message: string;
}
export type BankAnswerRecorded = Event<
  'BankAnswerRecorded',
  {
    batchId: string;
    bankMessageId: string;
    kind: 'status_report' | 'booking_notice';
    changes: number;
    notices: readonly BankNotice[];
  },
  1
>;
export type TransferBatchEvent =
  | TransferBatchPrepared
  | TransferBatchApproved
  | TransferBatchRefused
  | PayeesFixed
  | TransferFileIssued
  | BankAnswerRecorded
  | TransferExecuted
  | TransferRejected;
