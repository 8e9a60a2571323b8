import type { RunCompleted } from '@oce/contracts';
import { together } from '@oce/origins';
import { linesOf } from './lot-node';
import { nodeKey, type RunNode } from './nodes';

/** A completed run, with all that went in and came out. */
export function runOf({ data }: RunCompleted): RunNode {
  const { runId: id, stationId, activity, completedAt, corrects, lossGrams, differenceGrams } = data;
  const inputs = data.inputs.map(({ chargeId, from, grams }) => ({
    chargeId,
    from: nodeKey(from.kind, from.id),
    grams,
  }));
  const origins = linesOf(together(...data.inputs.map((input) => input.origins)));
  const outputs = data.outputs.map(({ lotId, kind, grams }) => ({ lotId, kind, grams }));
  const waste = data.waste.map(({ kind, grams }) => ({ kind, grams }));
  return {
    kind: 'run',
    id,
    stationId,
    activity,
    completedAt,
    corrects,
    inputs,
    origins,
    outputs,
    waste,
    lossGrams,
    differenceGrams,
    isReversed: false,
  };
}
