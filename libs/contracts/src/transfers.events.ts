import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

export interface TransferLine {
  readonly transferId: string;
  readonly endToEndId: string;
  readonly producerCode: string;
  readonly amountCentimes: number;
  /** The account lines that the transfer pays. */
  readonly lineIds: readonly string[];
}

/** What payments says of batches of transfers. */
export const transferBatch = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'transfer-batch', id: 'batchId' },
  {
    TransferBatchPrepared: event<{
      batchId: string;
      executionDate: string;
      transfers: readonly TransferLine[];
      totalCentimes: number;
      preparedBy: string;
    }>(),
    TransferFileIssued: event<{
      batchId: string;
      messageId: string;
      paymentInformationId: string;
      transfers: number;
      totalCentimes: number;
      sha256: string;
      /** Prepared, and left out of the file: the reason as a slug. */
      excluded: readonly { transferId: string; producerCode: string; reason: string }[];
      issuedOn: string;
    }>(),
    TransferExecuted: event<{
      batchId: string;
      transferId: string;
      endToEndId: string;
      producerCode: string;
      amountCentimes: number;
      bookedOn: string;
    }>(),
    TransferRejected: event<{
      batchId: string;
      transferId: string;
      endToEndId: string;
      producerCode: string;
      amountCentimes: number;
      reasonCode: string;
      returned: boolean;
    }>(),
  },
);

/** What payments says of the accounts that members are paid to. */
export const bankDetails = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'bank-details', id: 'producerCode' },
  {
    /** The bank could not pay to the account in use, or sent money back from it: nothing is paid to it any more. */
    BankDetailsSuspended: event<{
      producerCode: string;
      ribHash: string;
      /** The transfer that failed. */
      transferId: string;
      reasonCode: string;
      returned: boolean;
      suspendedOn: string;
    }>(),
    /** An account proposed since has been approved: the member is paid again. */
    BankDetailsRestored: event<{ producerCode: string; restoredOn: string }>(),
  },
);

export type BankDetailsSuspended = EventOf<typeof bankDetails.BankDetailsSuspended>;
export type BankDetailsRestored = EventOf<typeof bankDetails.BankDetailsRestored>;
export type TransferBatchPrepared = EventOf<typeof transferBatch.TransferBatchPrepared>;
export type TransferFileIssued = EventOf<typeof transferBatch.TransferFileIssued>;
export type TransferExecuted = EventOf<typeof transferBatch.TransferExecuted>;
export type TransferRejected = EventOf<typeof transferBatch.TransferRejected>;
