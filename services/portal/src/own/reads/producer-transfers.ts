import {
  payments,
  type CashCounter,
  type CashDispositionPrepared,
  type TransferBatchPrepared,
  type TransferLine,
} from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { groupedOnce } from '../../statement/domain/grouped-once';

export type ProducerTransfer = TransferLine & {
  /** Null for cash, which goes by itself. */
  readonly batchId: string | null;
  readonly executionDate: string;
  readonly status:
    | 'prepared'
    | 'left_out'
    | 'executed'
    | 'rejected'
    | 'returned'
    | 'cash_waiting'
    | 'cash_paid'
    | 'cash_ended';
  readonly bookedOn: string | null;
  readonly reasonCode: string | null;
  /** Where it is paid in cash, until when; null for a transfer. */
  readonly cash: { readonly counter: CashCounter; readonly payableUntil: string } | null;
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
  payments.cashDisposition,
  payments.account.PayoutConfirmed,
  payments.account.PayoutReturned,
)<ProducerTransfer>({
  name: 'producer_transfers',
  // 3: cash at a counter.
  version: 3,
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
      case 'CashDispositionPrepared':
      case 'CashPaidOut':
      case 'CashDispositionCancelled':
      case 'CashDispositionExpired':
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
      document && {
        ...document,
        status: document.cash === null ? 'executed' : 'cash_paid',
        bookedOn: document.bookedOn ?? data.executedOn,
      },
    TransferRejected: (document, { data }) => document && failed(document, data.returned, data.reasonCode),
    PayoutReturned(document, { data: { reasonCode } }) {
      if (!document) return undefined;
      // What cash comes to, its own events say.
      if (document.cash !== null) return document;
      if (NEVER_SENT.has(reasonCode) && document.status === 'prepared')
        return { ...document, status: 'left_out', reasonCode };
      return failed(document, document.status === 'executed', reasonCode);
    },
    CashDispositionPrepared: (_document, { data }) => waiting(data),
    CashPaidOut: (document, { data }) =>
      document && { ...document, status: 'cash_paid', bookedOn: data.paidOn },
    CashDispositionCancelled: (document) =>
      document && { ...document, status: 'cash_ended', reasonCode: 'cash_cancelled' },
    CashDispositionExpired: (document) =>
      document && { ...document, status: 'cash_ended', reasonCode: 'cash_expired' },
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
    cash: null,
  };
}

function waiting({
  transferId,
  endToEndId,
  producerCode,
  amountCentimes,
  lineIds,
  counter: { counterId, name, place },
  preparedOn,
  payableUntil,
}: CashDispositionPrepared['data']): ProducerTransfer {
  return {
    transferId,
    producerCode,
    endToEndId,
    batchId: null,
    amountCentimes,
    lineIds,
    executionDate: preparedOn,
    status: 'cash_waiting',
    bookedOn: null,
    reasonCode: null,
    cash: { counter: { counterId, name, place }, payableUntil },
  };
}

/** What has come to an end without money keeps its end: the account's own word for it says no more. */
function failed(transfer: ProducerTransfer, cameBack: boolean, reasonCode: string): ProducerTransfer {
  if (transfer.status !== 'prepared' && transfer.status !== 'executed') return transfer;
  return { ...transfer, status: cameBack ? 'returned' : 'rejected', reasonCode };
}
