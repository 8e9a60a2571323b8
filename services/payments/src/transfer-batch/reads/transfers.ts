import { type TransferLine } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { transferBatchEvents } from '../domain/transfer-batch.events';
import type { TransferStatus } from '../domain/transfer-batch.state';

export type TransferDocument = TransferLine & {
  readonly batchId: string;
  readonly status: TransferStatus | 'refused';
  readonly reason: string | null;
  readonly bookedOn: string | null;
};

/** What became of each transfer? */
export const transfersProjection = projectionFrom(transferBatchEvents)<TransferDocument>({
  name: 'transfers',
  version: 1,
  indexes: [{ fields: { batchId: 1, _id: 1 } }, { fields: { producerCode: 1 } }],
  keys(event) {
    switch (event.type) {
      case 'TransferBatchPrepared':
      case 'TransferBatchRefused':
        return event.data.transfers.map((line) => line.transferId);
      case 'TransferFileIssued':
        return event.data.excluded.map((one) => one.transferId);
      case 'PayeesFixed':
        return event.data.payees.map((payee) => payee.transferId);
      case 'TransferExecuted':
      case 'TransferRejected':
        return [event.data.transferId];
      case 'TransferBatchApproved':
      case 'BankAnswerRecorded':
        return [];
      default:
        return unknownEvent(event);
    }
  },
  project(document, event, _envelope, key) {
    if (event.type === 'TransferBatchPrepared') {
      const line = event.data.transfers.find((one) => one.transferId === key);
      return (
        line && {
          transferId: line.transferId,
          endToEndId: line.endToEndId,
          producerCode: line.producerCode,
          amountCentimes: line.amountCentimes,
          lineIds: line.lineIds,
          batchId: event.data.batchId,
          status: 'prepared',
          reason: null,
          bookedOn: null,
        }
      );
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'TransferBatchRefused':
        return { ...document, status: 'refused', reason: event.data.reason };
      case 'TransferFileIssued': {
        const reason = event.data.excluded.find((one) => one.transferId === key)?.reason ?? null;
        return { ...document, status: 'excluded', reason };
      }
      case 'PayeesFixed':
        return { ...document, status: 'issued' };
      case 'TransferExecuted':
        return { ...document, status: 'executed', bookedOn: event.data.bookedOn };
      case 'TransferRejected': {
        const { returned, reasonCode } = event.data;
        return { ...document, status: returned ? 'returned' : 'rejected', reason: reasonCode };
      }
      default:
        return document;
    }
  },
});
