import type { Event } from '@oce/event-sourcing';

export interface TransferLine {
  readonly transferId: string;
  readonly endToEndId: string;
  readonly producerCode: string;
  readonly amountCentimes: number;
  /** The account lines that the transfer pays. */
  readonly lineIds: readonly string[];
}
export type TransferBatchPrepared = Event<
  'TransferBatchPrepared',
  {
    batchId: string;
    executionDate: string;
    transfers: readonly TransferLine[];
    totalCentimes: number;
    preparedBy: string;
  },
  1
>;
export type TransferFileIssued = Event<
  'TransferFileIssued',
  {
    batchId: string;
    messageId: string;
    paymentInformationId: string;
    transfers: number;
    totalCentimes: number;
    sha256: string;
    /** Prepared, and left out of the file: the reason as a slug. */
    excluded: readonly { transferId: string; producerCode: string; reason: string }[];
    issuedOn: string;
  },
  1
>;
export type TransferExecuted = Event<
  'TransferExecuted',
  {
    batchId: string;
    transferId: string;
    endToEndId: string;
    producerCode: string;
    amountCentimes: number;
    bookedOn: string;
  },
  1
>;
export type TransferRejected = Event<
  'TransferRejected',
  {
    batchId: string;
    transferId: string;
    endToEndId: string;
    producerCode: string;
    amountCentimes: number;
    reasonCode: string;
    returned: boolean;
  },
  1
>;
