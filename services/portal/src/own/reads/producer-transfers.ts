import { payments, type TransferBatchPrepared } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { groupedOnce } from '../../statement/domain/grouped-once';

export interface ProducerTransfer {
  readonly transferId: string;
  readonly producerCode: string;
  readonly endToEndId: string;
  readonly batchId: string;
  readonly amountCentimes: number;
  readonly lineIds: readonly string[];
  readonly executionDate: string;
  readonly status: 'prepared' | 'left_out' | 'executed' | 'rejected' | 'returned';
  readonly bookedOn: string | null;
  readonly reasonCode: string | null;
}

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
  version: 1,
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
  project(document, event, _envelope, transferId) {
    if (event.type === 'TransferBatchPrepared') return prepared(event, transferId);
    if (!document) return undefined;
    switch (event.type) {
      case 'TransferFileIssued': {
        const left = event.data.excluded.find((one) => one.transferId === transferId);
        return { ...document, status: 'left_out', reasonCode: left?.reason ?? null };
      }
      case 'TransferExecuted':
        return { ...document, status: 'executed', bookedOn: event.data.bookedOn, reasonCode: null };
      case 'PayoutConfirmed':
        return { ...document, status: 'executed', bookedOn: document.bookedOn ?? event.data.executedOn };
      case 'TransferRejected':
        return failed(document, event.data.returned, event.data.reasonCode);
      case 'PayoutReturned':
        return failed(document, document.status === 'executed', event.data.reasonCode);
      default:
        return unknownEvent(event);
    }
  },
});

function prepared(event: TransferBatchPrepared, transferId: string): ProducerTransfer | undefined {
  const [transfer] = byTransfer(event).get(transferId) ?? [];
  if (!transfer) return undefined;
  return {
    transferId: transfer.transferId,
    producerCode: transfer.producerCode,
    endToEndId: transfer.endToEndId,
    batchId: event.data.batchId,
    amountCentimes: transfer.amountCentimes,
    lineIds: transfer.lineIds,
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
