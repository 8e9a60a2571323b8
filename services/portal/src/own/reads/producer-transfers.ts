import { payments, type TransferBatchPrepared, type TransferLine } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { groupedOnce } from '../../statement/domain/grouped-once';

export type ProducerTransfer = TransferLine & {
  readonly batchId: string;
  readonly executionDate: string;
  readonly status: 'prepared' | 'left_out' | 'executed' | 'rejected' | 'returned';
  readonly bookedOn: string | null;
  readonly reasonCode: string | null;
};

/** The office itself gave it back: no bank has rejected it. */
const NEVER_SENT: ReadonlySet<string> = new Set(['batch_refused', 'batch_cancelled']);

const byTransfer = groupedOnce(
  (event: TransferBatchPrepared) => event.data.transfers,
  (transfer) => transfer.transferId,
);

/** Which transfers went to each producer, and how far is each? */
export const producerTransfersProjection = projectionFrom(
  payments.transferBatch,
  payments.account.PayoutConfirmed,
  payments.account.PayoutReturned,
)<ProducerTransfer>({
  name: 'producer_transfers',
  version: 2,
  indexes: [{ fields: { producerCode: 1, executionDate: -1 } }],
  keys(event) {
    switch (event.type) {
      case 'TransferBatchPrepared':
        return [...byTransfer(event).keys()];
      case 'TransferFileIssued':
        return event.data.excluded.map((one) => one.transferId);
      case 'TransferExecuted':
      case 'TransferRejected':
      case 'PayoutConfirmed':
      case 'PayoutReturned':
        return [event.data.transferId];
      default:
        return unknownEvent(event);
    }
  },
  project: {
    TransferBatchPrepared: (_document, event, __envelope, transferId) => prepared(event, transferId),
    TransferFileIssued(document, { data }, __envelope, transferId) {
      if (!document) return undefined;
      const left = data.excluded.find((one) => one.transferId === transferId);
      return { ...document, status: 'left_out', reasonCode: left?.reason ?? null };
    },
    TransferExecuted: (document, { data }) =>
      document && { ...document, status: 'executed', bookedOn: data.bookedOn, reasonCode: null },
    PayoutConfirmed: (document, { data }) =>
      document && { ...document, status: 'executed', bookedOn: document.bookedOn ?? data.executedOn },
    TransferRejected: (document, { data }) => document && failed(document, data.returned, data.reasonCode),
    PayoutReturned(document, { data: { reasonCode } }) {
      if (!document) return undefined;
      if (NEVER_SENT.has(reasonCode) && document.status === 'prepared')
        return { ...document, status: 'left_out', reasonCode };
      return failed(document, document.status === 'executed', reasonCode);
    },
  },
});

function prepared(event: TransferBatchPrepared, transferId: string): ProducerTransfer | undefined {
  const [transfer] = byTransfer(event).get(transferId) ?? [];
  if (!transfer) return undefined;
  const { producerCode, endToEndId, amountCentimes, lineIds } = transfer;
  return {
    transferId,
    producerCode,
    endToEndId,
    batchId: event.data.batchId,
    amountCentimes,
    lineIds,
    executionDate: event.data.executionDate,
    status: 'prepared',
    bookedOn: null,
    reasonCode: null,
  };
}

/** What has come to an end without money keeps its end: the account's own word for it says no more. */
function failed(transfer: ProducerTransfer, cameBack: boolean, reasonCode: string): ProducerTransfer {
  if (transfer.status !== 'prepared' && transfer.status !== 'executed') return transfer;
  return { ...transfer, status: cameBack ? 'returned' : 'rejected', reasonCode };
}
