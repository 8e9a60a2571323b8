import type { TransferBatchPrepared, TransferFileIssued, TransferLine } from '@oce/contracts';
import { conflict, defineAggregate, forbidden, invalid, notFound, type Command } from '@oce/event-sourcing';
import { businessDate, sumExactly, daysExpected, nextBankingDay, whyNoBankingDay } from '@oce/quantities';
import { recordBankAnswer } from './bank-answer';
import type { AnswerHead } from './bank-fact';
import { cancelBatch, refuseCancelled, type CancelTransferBatch } from './cancel';
import type { Expanded } from './expand-outcomes';
import { transferBatchEvents, type PayeesFixed, type TransferBatchEvent } from './transfer-batch.events';
import { evolveBatch, initialBatch, type TransferBatchState } from './transfer-batch.state';
import { refuseEmpty, withdrawTransfer, type WithdrawTransfer } from './withdraw';

/** Whom it pays follows from the accounts as they are: the batch that was prepared first stands. */
export type PrepareTransferBatch = Command<
  'PrepareTransferBatch',
  { batchId: string; executionDate: string }
> & {
  readonly facts: {
    readonly transfers: readonly TransferLine[];
    /** Feasts that were decreed, their names by day: banks do not work on them. */
    readonly holidays: ReadonlyMap<string, string>;
  };
};
export type ApproveTransferBatch = Command<'ApproveTransferBatch', Record<string, never>>;
export type RefuseTransferBatch = Command<'RefuseTransferBatch', { reason: string }>;

/** What the file says; the payees are ciphertext, new at each try, so they are facts beside the command. */
export type IssueTransferFile = Command<'IssueTransferFile', { batchId: string }> & {
  readonly facts: {
    readonly payees: Omit<PayeesFixed['data'], 'batchId'>;
    readonly excluded: TransferFileIssued['data']['excluded'];
    readonly sha256: string;
  };
};

/** A part of an answer, known by the bytes of the whole; what it says of this batch is a fact beside the command. */
export type RecordBankAnswer = Command<'RecordBankAnswer', { sha256: string; part: number }> & {
  readonly facts: { readonly answer: AnswerHead; readonly said: Expanded };
};
export type TransferBatchCommand =
  | PrepareTransferBatch
  | ApproveTransferBatch
  | RefuseTransferBatch
  | CancelTransferBatch
  | WithdrawTransfer
  | IssueTransferFile
  | RecordBankAnswer;

/** The ids of a file for the bank follow from its batch: written again it bears the same. */
export const messageIdOf = (batchId: string): string => `OCE-${batchId}`;
export const paymentInformationIdOf = (batchId: string): string => `${batchId}-1`;

/** Transfers of one file: prepared by one person, approved by another, issued once, answered by the bank. */
export const transferBatchAggregate = defineAggregate<
  TransferBatchState,
  TransferBatchCommand,
  typeof transferBatchEvents
>(transferBatchEvents, {
  initial: initialBatch,
  decide: {
    PrepareTransferBatch: prepare,
    ApproveTransferBatch: (command, state) => approve(command, state, preparedOf(state)),
    RefuseTransferBatch: (command, state) => refuse(command, state, preparedOf(state)),
    CancelTransferBatch: (command, state) => cancelBatch(command, state, preparedOf(state)),
    WithdrawTransfer: (command, state) => withdrawTransfer(command, state, preparedOf(state)),
    IssueTransferFile: (command, state) => issue(command, state, preparedOf(state)),
    RecordBankAnswer: ({ facts: { answer, said }, meta }, state) =>
      recordBankAnswer(answer, said, businessDate(meta.now), state, preparedOf(state)),
  },
  evolve: evolveBatch,
});

/** The batch as it was prepared. Refuses `batch_unknown`. */
export function preparedOf({ prepared }: TransferBatchState): TransferBatchPrepared['data'] {
  if (!prepared) throw notFound('batch_unknown', 'There is no such batch. Prepare it first.', 'batchId');
  return prepared;
}

/** Banks execute on a banking day, within 30 days. Refuses `execution_past`, `execution_too_far`, `no_banking_day`. */
function refuseDay(day: string, today: string, holidays: ReadonlyMap<string, string>): void {
  if (day < today) throw invalid('execution_past', 'A transfer is executed today or later.', 'executionDate');
  const { last } = daysExpected('execution', today);
  if (day > last)
    throw invalid('execution_too_far', `A transfer is executed by ${last} at the latest.`, 'executionDate');
  const why = whyNoBankingDay(day, holidays);
  if (why === undefined) return;
  const next = nextBankingDay(day, holidays);
  const message = `Banks do not work on ${day} (${why}): the next banking day is ${next}.`;
  throw invalid('no_banking_day', message, 'executionDate');
}

/**
 * Refuses a day that is none for banks, `nothing_to_pay`, `amount_not_positive`, `transfer_repeated`, `batch_differs`.
 */
function prepare(
  { data, facts, meta }: PrepareTransferBatch,
  { prepared }: TransferBatchState,
): TransferBatchEvent[] {
  const { executionDate, batchId } = data;
  if (prepared?.executionDate === executionDate) return [];
  if (prepared !== null)
    throw conflict('batch_differs', `A batch of this id is for ${prepared.executionDate}.`, 'executionDate');
  // What the caller said is looked at before what is there: a wrong day is never hidden by an empty plan.
  refuseDay(executionDate, businessDate(meta.now), facts.holidays);
  const { transfers } = facts;
  const totalCentimes = sumExactly(transfers.map((line) => line.amountCentimes));
  if (transfers.length === 0) throw conflict('nothing_to_pay', 'Nobody has anything to be paid.');
  if (transfers.some((line) => line.amountCentimes <= 0))
    throw invalid('amount_not_positive', 'A transfer pays a positive amount.');
  for (const ids of [transfers.map((line) => line.transferId), transfers.map((line) => line.endToEndId)]) {
    if (new Set(ids).size < ids.length) throw invalid('transfer_repeated', 'A transfer stands twice.');
  }
  const batch = { batchId, executionDate, transfers, totalCentimes, preparedBy: meta.actor };
  return [transferBatchEvents.TransferBatchPrepared(batch)];
}

/** Refuses `second_person_needed`, `batch_cancelled`, `batch_refused` and `nothing_to_pay`. */
function approve(
  { meta }: ApproveTransferBatch,
  state: TransferBatchState,
  { batchId, preparedBy }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  const { approvedBy, refusedFor } = state;
  refuseRefused(refusedFor);
  refuseCancelled(state);
  if (approvedBy !== null) return [];
  refuseEmpty(state);
  if (preparedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever prepared a batch cannot approve it.');
  const approved = { batchId, approvedBy: meta.actor, approvedOn: businessDate(meta.now) };
  return [transferBatchEvents.TransferBatchApproved(approved)];
}

/** The bank can answer a file that was issued, or cancelled after it got out. Refuses `file_not_issued`. */
export function refuseUnissued({ issued, cancelled }: TransferBatchState): void {
  if (issued === null && cancelled === null)
    throw conflict(
      'file_not_issued',
      'The bank answers a file that was not issued. Name the batch of the file.',
    );
}

/** Refuses `batch_refused`. */
export function refuseRefused(refusedFor: string | null): void {
  if (refusedFor !== null)
    throw conflict('batch_refused', `The batch was refused: ${refusedFor}. Prepare another one.`);
}

/** Refuses `batch_refused_otherwise`, `batch_cancelled` and `file_issued`. */
function refuse(
  { data, meta }: RefuseTransferBatch,
  { refusedFor, issued, cancelled, withdrawn }: TransferBatchState,
  { batchId, transfers }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  const { reason } = data;
  if (refusedFor === reason) return [];
  if (refusedFor !== null)
    throw conflict(
      'batch_refused_otherwise',
      `The batch was refused for another reason: ${refusedFor}.`,
      'reason',
    );
  refuseCancelled({ cancelled });
  if (issued !== null) {
    const message = 'The file has been issued: cancel it where it was not sent, else ask the bank.';
    throw conflict('file_issued', message);
  }
  const out = new Set(withdrawn.map((one) => one.transferId));
  const freed = transfers.filter((line) => !out.has(line.transferId));
  const said = { batchId, refusedBy: meta.actor, reason, transfers: freed };
  return [transferBatchEvents.TransferBatchRefused(said)];
}

/** Refuses `batch_refused`, `batch_cancelled`, `approval_missing` and `nothing_to_pay`. */
function issue(
  { facts, meta }: IssueTransferFile,
  { issued, approvedBy, refusedFor, cancelled, withdrawn }: TransferBatchState,
  { batchId, transfers }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  refuseCancelled({ cancelled });
  if (issued !== null) return [];
  refuseRefused(refusedFor);
  if (approvedBy === null) throw conflict('approval_missing', 'A second person approves the batch first.');
  const { payees, sha256 } = facts;
  const excluded = [...withdrawn, ...facts.excluded];
  const out = new Set(excluded.map((one) => one.transferId));
  const paid = transfers.filter((line) => !out.has(line.transferId));
  if (paid.length === 0) throw conflict('nothing_to_pay', 'No transfer of the batch can be paid any more.');
  const ids = { messageId: messageIdOf(batchId), paymentInformationId: paymentInformationIdOf(batchId) };
  const totalCentimes = sumExactly(paid.map((line) => line.amountCentimes));
  const file = { batchId, ...ids, transfers: paid.length, totalCentimes, sha256, excluded };
  return [
    transferBatchEvents.PayeesFixed({ batchId, ...payees }),
    transferBatchEvents.TransferFileIssued({ ...file, issuedOn: businessDate(meta.now) }),
  ];
}
