import { projectionFrom } from '@oce/projections';
import { transferBatchEvents } from '../domain/transfer-batch.events';

export interface TransferBatchDocument {
  readonly batchId: string;
  readonly executionDate: string;
  readonly status: 'prepared' | 'approved' | 'refused' | 'issued' | 'cancelled';
  readonly preparedBy: string;
  readonly approvedBy: string | null;
  readonly transfers: number;
  readonly totalCentimes: number;
  readonly excluded: number;
  readonly executed: number;
  readonly rejected: number;
  readonly returned: number;
  readonly sha256: string | null;
}

/** Which batches are there, and how far has the bank come with each? */
export const transferBatchesProjection = projectionFrom(transferBatchEvents)<TransferBatchDocument>({
  name: 'transfer_batches',
  version: 2,
  keys: (event) => [event.data.batchId],
  project: {
    TransferBatchPrepared: (
      _document,
      { data: { batchId, executionDate, preparedBy, totalCentimes, transfers } },
    ) => ({
      batchId,
      executionDate,
      preparedBy,
      totalCentimes,
      transfers: transfers.length,
      status: 'prepared',
      approvedBy: null,
      excluded: 0,
      executed: 0,
      rejected: 0,
      returned: 0,
      sha256: null,
    }),
    TransferBatchApproved: (document, { data }) =>
      document && { ...document, status: 'approved', approvedBy: data.approvedBy },
    TransferWithdrawn: (document, { data: { transfer } }) =>
      document && {
        ...document,
        status: 'prepared',
        approvedBy: null,
        transfers: document.transfers - 1,
        totalCentimes: document.totalCentimes - transfer.amountCentimes,
        excluded: document.excluded + 1,
      },
    TransferBatchRefused: (document) => document && { ...document, status: 'refused' },
    TransferBatchCancelled: (document) => document && { ...document, status: 'cancelled' },
    TransferFileIssued: (document, { data: { transfers, totalCentimes, excluded, sha256 } }) =>
      document && {
        ...document,
        status: 'issued',
        transfers,
        totalCentimes,
        excluded: excluded.length,
        sha256,
      },
    TransferExecuted: (document) => document && { ...document, executed: document.executed + 1 },
    TransferRejected: (document, { data }) =>
      document &&
      (data.returned
        ? { ...document, returned: document.returned + 1 }
        : { ...document, rejected: document.rejected + 1 }),
    PayeesFixed: (document) => document,
    BankAnswerRecorded: (document) => document,
    BankFactsRecorded: (document) => document,
    PayeeAccountFailed: (document) => document,
  },
});
