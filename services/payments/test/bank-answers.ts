import type { BankOutcome } from '@oce/bank-files';
import { fold } from '@oce/event-sourcing';
import { command } from '@oce/testing';
import type { AnswerHead } from '../src/transfer-batch/domain/bank-fact';
import { expandOutcomes } from '../src/transfer-batch/domain/expand-outcomes';
import {
  transferBatchAggregate,
  type TransferBatchCommand,
} from '../src/transfer-batch/domain/transfer-batch';
import type { TransferBatchEvent } from '../src/transfer-batch/domain/transfer-batch.events';
import type { TransferBatchState } from '../src/transfer-batch/domain/transfer-batch.state';

/** A step of a batch: a command, or one that depends on how the batch stands. */
export type BatchStep = TransferBatchCommand | ((state: TransferBatchState) => TransferBatchCommand);

/** One word of the bank: a transfer executed, unless told. */
export const outcomeOf = (change: Partial<BankOutcome>): BankOutcome => ({
  level: 'transaction',
  status: 'executed',
  reversal: false,
  path: `x/${change.endToEndId ?? 'nobody'}`,
  ...change,
});

/** An answer as its part of one batch is recorded. */
export const answerOf =
  (outcomes: readonly BankOutcome[], head: Partial<AnswerHead> = {}): BatchStep =>
  (state) => {
    const answer: AnswerHead = { kind: 'status_report', messageId: 'BANK-1', ...head };
    const said = expandOutcomes(answer, outcomes, state);
    return { ...command('RecordBankAnswer', { sha256: 'abc', part: 0 }), facts: { answer, said } };
  };

/** The command of a step, after what has happened. */
export const commandOf = (past: readonly TransferBatchEvent[], step: BatchStep): TransferBatchCommand =>
  typeof step === 'function' ? step(fold(transferBatchAggregate, past)) : step;

/** All events of a batch after some steps. */
export const batchAfter = (...steps: readonly BatchStep[]): TransferBatchEvent[] =>
  steps.reduce<TransferBatchEvent[]>((past, step) => [...past, ...decided(past, step)], []);

/** What a step comes to, after what has happened. */
export const decided = (
  past: readonly TransferBatchEvent[],
  step: BatchStep,
): readonly TransferBatchEvent[] =>
  transferBatchAggregate.decide(commandOf(past, step), fold(transferBatchAggregate, past));
