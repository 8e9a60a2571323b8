import type { TransferBatchPrepared, TransferFileIssued, TransferLine } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import { NO_REASON, UNKNOWN_DAY, type BankFact, type FactContent } from './bank-fact';
import type {
  BankAnswerRecorded,
  BankNotice,
  PayeesFixed,
  TransferBatchEvent,
} from './transfer-batch.events';

/** What is known of a transfer. `rejected` and `returned` have restored the balance. */
export type TransferStatus = 'prepared' | 'excluded' | 'issued' | 'executed' | 'rejected' | 'returned';

export type BatchTransfer = TransferLine & { readonly status: TransferStatus };

export interface TransferBatchState {
  readonly prepared: TransferBatchPrepared['data'] | null;
  readonly approvedBy: string | null;
  /** Why the second person said no; null where nobody has. */
  readonly refusedFor: string | null;
  /** Transfers that were taken out before the file was issued: it says so, as of those that it leaves out. */
  readonly withdrawn: TransferFileIssued['data']['excluded'];
  readonly payees: PayeesFixed['data'] | null;
  readonly issued: TransferFileIssued['data'] | null;
  /** Why a second person said that the file will not be sent; null where nobody has. */
  readonly cancelled: { readonly reason: string } | null;
  /** By EndToEndId. */
  readonly transfers: Readonly<Record<string, BatchTransfer>>;
  /** What the bank has said of each transfer, by EndToEndId. */
  readonly facts: Readonly<Record<string, readonly FactContent[]>>;
  /** What it has said of the file as a whole. */
  readonly factsOfFile: readonly FactContent[];
  /** The kind of the answer whose changes come next: of answers of before facts were recorded it tells their source. */
  readonly answering: FactContent['kind'];
  /** Whether the bank has said anything of it: then it was sent. */
  readonly isAnswered: boolean;
  /** Notices that are recorded already. */
  readonly notices: readonly string[];
}

export const initialBatch: TransferBatchState = {
  prepared: null,
  approvedBy: null,
  refusedFor: null,
  withdrawn: [],
  payees: null,
  issued: null,
  cancelled: null,
  transfers: {},
  facts: {},
  factsOfFile: [],
  answering: 'status_report',
  isAnswered: false,
  notices: [],
};

/** Whether a transfer stands in the file that was issued. */
export const isInFile = ({ status }: BatchTransfer): boolean =>
  status !== 'prepared' && status !== 'excluded';

/** Tells questions apart: by what the bank said; in answers of before that by the transfer, or by message and place. */
export const noticeKey = (
  bankMessageId: string,
  { slug, endToEndId, path, fingerprint }: BankNotice,
): string =>
  fingerprint === undefined
    ? `${slug} ${endToEndId ?? `${bankMessageId} ${path}`}`
    : `${slug} ${endToEndId ?? ''} ${fingerprint}`;

/** What an event makes of a batch. */
export const evolveBatch = evolveBy<TransferBatchState, TransferBatchEvent>({
  TransferBatchPrepared: (state, { data }) => ({
    ...state,
    prepared: data,
    transfers: withStatus(data.transfers, () => 'prepared'),
  }),
  TransferBatchApproved: (state, { data }) => ({ ...state, approvedBy: data.approvedBy }),
  TransferBatchRefused: (state, { data }) => ({ ...state, refusedFor: data.reason }),
  TransferBatchCancelled: (state, { data: { reason } }) => ({ ...state, cancelled: { reason } }),
  TransferWithdrawn(state, { data: { transfer, reason } }) {
    const { transferId, producerCode, endToEndId } = transfer;
    const transfers = { ...state.transfers, [endToEndId]: { ...transfer, status: 'excluded' as const } };
    const withdrawn = [...state.withdrawn, { transferId, producerCode, reason }];
    return { ...state, transfers, withdrawn, approvedBy: null };
  },
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
    answering: data.kind,
    isAnswered: state.isAnswered || data.changes > 0 || data.notices.some((notice) => isAbout(state, notice)),
    notices: [...state.notices, ...noticeKeysOf(data)],
  }),
  BankFactsRecorded: (state, { data }) => ({
    ...state,
    isAnswered: true,
    facts: withFacts(state.facts, data.facts),
    factsOfFile: [...state.factsOfFile, ...data.facts.filter((fact) => fact.endToEndId === null)],
  }),
  TransferExecuted: (state, { data: { endToEndId, bookedOn } }) =>
    moved(state, endToEndId, 'executed', {
      bookedOn: state.answering === 'booking_notice' ? bookedOn : null,
      reasonCode: null,
    }),
  TransferRejected: (state, { data: { endToEndId, returned, reasonCode } }) =>
    moved(state, endToEndId, returned ? 'returned' : 'rejected', {
      bookedOn: returned ? UNKNOWN_DAY : null,
      reasonCode: reasonCode === NO_REASON ? null : reasonCode,
    }),
  PayeeAccountFailed: (state) => state,
});

/** Lines by EndToEndId, each with its status. */
const withStatus = (
  lines: readonly TransferLine[],
  statusOf: (line: TransferLine) => TransferStatus,
): TransferBatchState['transfers'] =>
  Object.fromEntries(lines.map((line) => [line.endToEndId, { ...line, status: statusOf(line) }]));

const noticeKeysOf = ({ bankMessageId, notices }: BankAnswerRecorded['data']): string[] =>
  notices.map((notice) => noticeKey(bankMessageId, notice));

const isAbout = ({ transfers }: TransferBatchState, { endToEndId }: BankNotice): boolean =>
  endToEndId !== null && Object.hasOwn(transfers, endToEndId);

/** Sets the status of a transfer, and the fact behind it where its answer recorded none. */
function moved(
  state: TransferBatchState,
  endToEndId: string,
  status: 'executed' | 'rejected' | 'returned',
  said: Pick<FactContent, 'bookedOn' | 'reasonCode'>,
): TransferBatchState {
  const line = state.transfers[endToEndId];
  if (line === undefined) return state;
  const transfers = { ...state.transfers, [endToEndId]: { ...line, status } };
  const known = state.facts[endToEndId] ?? [];
  if (known.some((fact) => fact.status === status)) return { ...state, transfers };
  const { bookedOn, reasonCode } = said;
  const fact = { kind: state.answering, status, amountCentimes: null, bookedOn, reference: null, reasonCode };
  return { ...state, transfers, facts: { ...state.facts, [endToEndId]: [...known, fact] } };
}

function withFacts(
  facts: TransferBatchState['facts'],
  added: readonly BankFact[],
): TransferBatchState['facts'] {
  const all: Record<string, readonly FactContent[]> = { ...facts };
  for (const { endToEndId, kind, status, amountCentimes, bookedOn, reference, reasonCode } of added) {
    if (endToEndId === null) continue;
    const fact = { kind, status, amountCentimes, bookedOn, reference, reasonCode };
    all[endToEndId] = [...(all[endToEndId] ?? []), fact];
  }
  return all;
}
