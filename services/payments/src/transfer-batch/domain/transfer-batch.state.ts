import type { TransferBatchPrepared, TransferFileIssued, TransferLine } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import type { BankAnswerRecorded, PayeesFixed, TransferBatchEvent } from './transfer-batch.events';

export type TransferStatus = 'prepared' | 'excluded' | 'issued' | 'executed' | 'rejected' | 'returned';

export interface TransferBatchState {
  readonly prepared: TransferBatchPrepared['data'] | null;
  readonly approvedBy: string | null;
  /** Why the second person said no; null where nobody has. */
  readonly refusedFor: string | null;
  readonly payees: PayeesFixed['data'] | null;
  readonly issued: TransferFileIssued['data'] | null;
  /** By EndToEndId. */
  readonly transfers: Readonly<Record<string, TransferLine & { readonly status: TransferStatus }>>;
  /** Notices that are recorded already. */
  readonly notices: readonly string[];
}

export const initialBatch: TransferBatchState = {
  prepared: null,
  approvedBy: null,
  refusedFor: null,
  payees: null,
  issued: null,
  transfers: {},
  notices: [],
};

/** One question a transfer; what names no transfer is told apart by the bank's message and the place in it. */
export const noticeKey = (
  bankMessageId: string,
  { slug, endToEndId, path }: { slug: string; endToEndId: string | null; path: string },
): string => `${slug} ${endToEndId ?? `${bankMessageId} ${path}`}`;

export function evolveBatch(state: TransferBatchState, event: TransferBatchEvent): TransferBatchState {
  switch (event.type) {
    case 'TransferBatchPrepared': {
      const transfers = event.data.transfers.map((line) => [
        line.endToEndId,
        { ...line, status: 'prepared' },
      ]);
      return {
        ...state,
        prepared: event.data,
        transfers: Object.fromEntries(transfers) as TransferBatchState['transfers'],
      };
    }
    case 'TransferBatchApproved':
      return { ...state, approvedBy: event.data.approvedBy };
    case 'TransferBatchRefused':
      return { ...state, refusedFor: event.data.reason };
    case 'PayeesFixed':
      return { ...state, payees: event.data };
    case 'TransferFileIssued': {
      const excluded = new Set(event.data.excluded.map((one) => one.transferId));
      const transfers = Object.entries(state.transfers).map(([id, line]) => [
        id,
        { ...line, status: excluded.has(line.transferId) ? 'excluded' : 'issued' },
      ]);
      return {
        ...state,
        issued: event.data,
        transfers: Object.fromEntries(transfers) as TransferBatchState['transfers'],
      };
    }
    case 'BankAnswerRecorded':
      return { ...state, notices: [...state.notices, ...noticeKeysOf(event.data)] };
    case 'TransferExecuted':
      return moved(state, event.data.endToEndId, 'executed');
    case 'TransferRejected':
      return moved(state, event.data.endToEndId, event.data.returned ? 'returned' : 'rejected');
    default:
      return unknownEvent(event);
  }
}

const noticeKeysOf = ({ bankMessageId, notices }: BankAnswerRecorded['data']): string[] =>
  notices.map((notice) => noticeKey(bankMessageId, notice));

function moved(state: TransferBatchState, endToEndId: string, status: TransferStatus): TransferBatchState {
  const line = state.transfers[endToEndId];
  return line ? { ...state, transfers: { ...state.transfers, [endToEndId]: { ...line, status } } } : state;
}
