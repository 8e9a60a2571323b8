import type { TransferBatchPrepared, TransferFileIssued, TransferLine } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import type { IssuedStatus } from './outcome-matching';
import type { BankAnswerRecorded, PayeesFixed, TransferBatchEvent } from './transfer-batch.events';

export type TransferStatus = 'prepared' | 'excluded' | IssuedStatus;

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

/** What an event makes of a batch. */
export const evolveBatch = evolveBy<TransferBatchState, TransferBatchEvent>({
  TransferBatchPrepared: (state, { data }) => ({
    ...state,
    prepared: data,
    transfers: withStatus(data.transfers, () => 'prepared'),
  }),
  TransferBatchApproved: (state, { data }) => ({ ...state, approvedBy: data.approvedBy }),
  TransferBatchRefused: (state, { data }) => ({ ...state, refusedFor: data.reason }),
  PayeesFixed: (state, { data }) => ({ ...state, payees: data }),
  TransferFileIssued(state, { data }) {
    const excluded = new Set(data.excluded.map((one) => one.transferId));
    const transfers = withStatus(Object.values(state.transfers), ({ transferId }) =>
      excluded.has(transferId) ? 'excluded' : 'issued',
    );
    return { ...state, issued: data, transfers };
  },
  BankAnswerRecorded: (state, { data }) => ({
    ...state,
    notices: [...state.notices, ...noticeKeysOf(data)],
  }),
  TransferExecuted: (state, { data }) => moved(state, data.endToEndId, 'executed'),
  TransferRejected: (state, { data }) =>
    moved(state, data.endToEndId, data.returned ? 'returned' : 'rejected'),
});

/** Lines by EndToEndId, each with its status. */
const withStatus = (
  lines: readonly TransferLine[],
  statusOf: (line: TransferLine) => TransferStatus,
): TransferBatchState['transfers'] =>
  Object.fromEntries(lines.map((line) => [line.endToEndId, { ...line, status: statusOf(line) }]));

const noticeKeysOf = ({ bankMessageId, notices }: BankAnswerRecorded['data']): string[] =>
  notices.map((notice) => noticeKey(bankMessageId, notice));

function moved(state: TransferBatchState, endToEndId: string, status: TransferStatus): TransferBatchState {
  const line = state.transfers[endToEndId];
  return line ? { ...state, transfers: { ...state.transfers, [endToEndId]: { ...line, status } } } : state;
}
