import type { TransferLine } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { transferBatchEvents } from '../domain/transfer-batch.events';
import type { TransferStatus } from '../domain/transfer-batch.state';

export type TransferDocument = TransferLine & {
  readonly batchId: string;
  readonly status: TransferStatus | 'refused' | 'cancelled';
  readonly reason: string | null;
  readonly bookedOn: string | null;
};

/** What became of each transfer? */
export const transfersProjection = projectionFrom(transferBatchEvents)<TransferDocument>({
  name: 'transfers',
  version: 2,
  indexes: [
    { fields: { batchId: 1, _id: 1 } },
    { fields: { producerCode: 1 } },
    { fields: { endToEndId: 1 } },
  ],
  keys(event) {
    switch (event.type) {
      case 'TransferBatchPrepared':
      case 'TransferBatchRefused':
      case 'TransferBatchCancelled':
        return event.data.transfers.map((line) => line.transferId);
      case 'TransferWithdrawn':
        return [event.data.transfer.transferId];
      case 'TransferFileIssued':
        return event.data.excluded.map((one) => one.transferId);
      case 'PayeesFixed':
        return event.data.payees.map((payee) => payee.transferId);
      case 'TransferExecuted':
      case 'TransferRejected':
        return [event.data.transferId];
      case 'TransferBatchApproved':
      case 'BankAnswerRecorded':
      case 'BankFactsRecorded':
      case 'PayeeAccountFailed':
        return [];
      default:
        return unknownEvent(event);
    }
  },
  project: {
    TransferBatchPrepared(_document, { data: { batchId, transfers } }, _envelope, key) {
      const line = transfers.find((one) => one.transferId === key);
      return line && { ...line, batchId, status: 'prepared', reason: null, bookedOn: null };
    },
    TransferBatchApproved: (document) => document,
    TransferWithdrawn: (document, { data }) =>
      document && { ...document, status: 'excluded', reason: data.reason },
    TransferBatchRefused: (document, { data }) =>
      document && { ...document, status: 'refused', reason: data.reason },
    TransferBatchCancelled: (document, { data }) =>
      document && { ...document, status: 'cancelled', reason: data.reason },
    TransferFileIssued(document, { data: { excluded } }, _envelope, key) {
      const reason = excluded.find((one) => one.transferId === key)?.reason ?? null;
      return document && { ...document, status: 'excluded', reason };
    },
    PayeesFixed: (document) => document && { ...document, status: 'issued' },
    BankAnswerRecorded: (document) => document,
    BankFactsRecorded: (document) => document,
    PayeeAccountFailed: (document) => document,
    TransferExecuted: (document, { data }) =>
      document && { ...document, status: 'executed', bookedOn: data.bookedOn },
    TransferRejected: (document, { data: { returned, reasonCode: reason } }) =>
      document && { ...document, status: returned ? 'returned' : 'rejected', reason },
  },
});
