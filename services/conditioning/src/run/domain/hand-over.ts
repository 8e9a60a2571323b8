import type { TollRunHandedOver } from '@oce/contracts';
import { conflict, saysTheSame, type Command } from '@oce/event-sourcing';
import { gramsOf } from '@oce/origins';
import { sumExactly } from '@oce/quantities';
import { runEvents, type RunEvent, type RunStarted } from './run.events';
import type { RunState } from './run.state';

export type HandOverRun = Command<
  'HandOverRun',
  Pick<TollRunHandedOver['data'], 'deliveryNoteNumber' | 'feeBy' | 'handedOverAt'>
>;

/**
 * The member takes home what was pressed for him, all of it, against a delivery note (chain.md 1). Refuses
 * `run_not_completed`, `run_not_toll`, `run_reversed`, and `run_handed_over` in other words.
 */
export function handOverRun(
  { data }: HandOverRun,
  { completed, handedOver, reversal, reversedFor }: RunState,
  { runId }: RunStarted['data'],
): RunEvent[] {
  if (handedOver !== null) {
    const { deliveryNoteNumber, feeBy, handedOverAt } = handedOver;
    if (saysTheSame(data, { deliveryNoteNumber, feeBy, handedOverAt })) return [];
    throw conflict(
      'run_handed_over',
      `${runId} went home against ${deliveryNoteNumber}.`,
      'deliveryNoteNumber',
    );
  }
  if (completed === null)
    throw conflict('run_not_completed', `${runId} is not over: complete it first.`, 'runId');
  if (reversal !== null || reversedFor !== null)
    throw conflict('run_reversed', `${runId} is taken back: there is nothing of it to hand over.`, 'runId');
  const { tollOf: producerCode, outputs, inputs } = completed;
  if (producerCode === undefined)
    throw conflict('run_not_toll', `${runId} was pressed for no one member: what it made is sold.`, 'runId');
  return [
    runEvents.TollRunHandedOver({
      runId,
      producerCode,
      lotIds: outputs.map(({ lotId }) => lotId),
      grams: sumExactly(outputs.map(({ grams }) => grams)),
      oliveGrams: sumExactly(inputs.map(({ origins }) => gramsOf(origins))),
      ...data,
    }),
  ];
}
