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

export type TransferBatchPrepared = EventOf<typeof transferBatch.TransferBatchPrepared>;
export type TransferFileIssued = EventOf<typeof transferBatch.TransferFileIssued>;
export type TransferExecuted = EventOf<typeof transferBatch.TransferExecuted>;
export type TransferRejected = EventOf<typeof transferBatch.TransferRejected>;
