import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { transferBatchEvents } from '../domain/transfer-batch.events';

export interface TransferBatchDocument {
  readonly batchId: string;
  readonly executionDate: string;
  readonly status: 'prepared' | 'approved' | 'refused' | 'issued';
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
  version: 1,
  keys: (event) => [event.data.batchId],
  project(document, event) {
    if (event.type === 'TransferBatchPrepared') {
      const { batchId, executionDate, preparedBy, totalCentimes, transfers } = event.data;
      return {
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
      };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'TransferBatchApproved':
        return { ...document, status: 'approved', approvedBy: event.data.approvedBy };
      case 'TransferBatchRefused':
        return { ...document, status: 'refused' };
      case 'TransferFileIssued': {
        const { transfers, totalCentimes, excluded, sha256 } = event.data;
        return { ...document, status: 'issued', transfers, totalCentimes, excluded: excluded.length, sha256 };
      }
      case 'TransferExecuted':
        return { ...document, executed: document.executed + 1 };
      case 'TransferRejected':
        return event.data.returned
          ? { ...document, returned: document.returned + 1 }
          : { ...document, rejected: document.rejected + 1 };
      case 'PayeesFixed':
      case 'BankAnswerRecorded':
        return document;
      default:
        return unknownEvent(event);
    }
  },
});
