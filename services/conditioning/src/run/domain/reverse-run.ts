import { conflict, type Command } from '@oce/event-sourcing';
import { runEvents, type RunEvent, type RunStarted } from './run.events';
import type { RunState } from './run.state';

export type ReverseRun = Command<'ReverseRun', { reversalId: string; reason: string }>;
export type HearOutputHeld = Command<'HearOutputHeld', { reversalId: string; lotId: string }>;
export type HearOutputMoved = Command<
  'HearOutputMoved',
  { reversalId: string; lotId: string; drawId: string }
>;

/**
 * Begins to take a completed run back, which holds as soon as each output has said that nothing was drawn from it. Refuses
 * `run_reversed` in other words, and `run_not_completed`: the charges of a run that is not over are taken back one by one.
 */
export function reverseRun(
  { data: { reversalId, reason } }: ReverseRun,
  state: RunState,
  { runId }: RunStarted['data'],
): RunEvent[] {
  const told = state.reversedFor ?? state.reversal?.reason;
  if (told === reason) return [];
  if (told !== undefined)
    throw conflict('run_reversed', `${runId} is taken back already: ${told}.`, 'reason');
  if (state.completed === null)
    throw conflict('run_not_completed', `${runId} is not over: take its charges back instead.`, 'runId');
  const lotIds = state.completed.outputs.map(({ lotId }) => lotId);
  return [runEvents.RunReversalBegun({ runId, reversalId, reason, lotIds })];
}

/** An output is whole and held. Once all are, the run is taken back. */
export function hearOutputHeld(
  { data: { reversalId, lotId } }: HearOutputHeld,
  { reversal, completed }: RunState,
  { runId }: RunStarted['data'],
): RunEvent[] {
  if (reversal?.reversalId !== reversalId || completed === null || !reversal.waiting.has(lotId)) return [];
  const held = runEvents.RunOutputHeld({ runId, reversalId, lotId });
  if (reversal.waiting.size > 1) return [held];
  const { reason, lotIds: outputs } = reversal;
  return [held, runEvents.RunReversed({ runId, reason, outputs, inputs: completed.inputs })];
}

/** An output has moved: the run stands. */
export function hearOutputMoved(
  { data: { reversalId, lotId: movedLotId, drawId } }: HearOutputMoved,
  { reversal }: RunState,
  { runId }: RunStarted['data'],
): RunEvent[] {
  if (reversal?.reversalId !== reversalId) return [];
  const { reason, lotIds } = reversal;
  return [runEvents.RunReversalAbandoned({ runId, reversalId, reason, movedLotId, drawId, lotIds })];
}
