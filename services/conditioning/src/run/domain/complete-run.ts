import { joinedId, type RunInput, type RunOutput, type RunWaste } from '@oce/contracts';
import { conflict, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { gramsOf, scaled, together } from '@oce/origins';
import { formatKilograms, isWithinPpm, shareInPpm, sumExactly } from '@oce/quantities';
import { runEvents, type RunEvent, type RunStarted } from './run.events';
import type { RunState } from './run.state';
import { qualityOf, requireListedWeight, tollOf, type RunSurroundings, type ToldOutput } from './run-quality';
import { MOST_LOT_CHARACTERS } from '../../unit/domain/label';

/** What is in force on the day on which the run ends. */
export interface RunTerms {
  /** What inputs and outputs may differ by, in ppm of the inputs. */
  readonly tolerancePpm: number;
  /** The yields that are usual for a product, in ppm of the mass of members' goods; absent where none is known. */
  readonly yieldBands: ReadonlyMap<string, { readonly fromPpm: number; readonly toPpm: number }>;
}
export type CompleteRun = Command<
  'CompleteRun',
  {
    outputs: readonly ToldOutput[];
    waste: readonly RunWaste[];
    lossGrams: number;
    completedAt: string;
    /** In tenths of a degree. */
    highestDeciCelsius?: number;
  }
> & {
  /** Outputs whose lots others have: a raw lot may bear any id. */
  readonly facts: RunTerms & RunSurroundings & { readonly takenOutputs: readonly string[] };
};

/** The lot of an output: no other run and output make it. */
export const outputLotId = (runId: string, outputId: string): string => joinedId('_', [runId, outputId]);

/**
 * Ends a run: what came out of it, with the origins of what was charged (chain.md 2, rule 3). Told again it changes
 * nothing. Refuses `run_completed`, `lot_id_taken`, `run_empty`, `run_without_output`, `output_twice`, `pieces_uneven`, `pieces_into_tank`,
 * `outputs_without_origins`, and
 * `run_unbalanced` with the figures where in and out differ by more than the tolerance.
 */
export function completeRun(
  { data, facts }: CompleteRun,
  state: RunState,
  { runId, stationId, lineId, activity, corrects, startedAt }: RunStarted['data'],
): RunEvent[] {
  if (state.completed !== null) {
    if (isTold(data, state.completed)) return [];
    throw conflict(
      'run_completed',
      `${runId} is over: what came out wrong is set right by a correcting run.`,
    );
  }
  const inputs = [...state.inputs.values()];
  const [taken] = facts.takenOutputs;
  if (taken !== undefined)
    throw conflict(
      'lot_id_taken',
      `Another lot is ${outputLotId(runId, taken)}: call the output otherwise.`,
      'outputs',
    );
  requireOutputs(runId, data, inputs);
  for (const output of data.outputs) requireListedWeight(output, facts);
  const owner = tollOf(inputs, data.outputs, facts);
  const differenceGrams = balance(data, inputs, facts);
  const charged = together(...inputs.map(({ origins }) => origins));
  const outputs = data.outputs.map(({ outputId, kind, productId, grams, pieces, tankId }): RunOutput => {
    const lotId = outputLotId(runId, outputId);
    return { lotId, kind, productId, grams, pieces, origins: scaled(charged, grams), tankId };
  });
  const { lossGrams, waste, completedAt, highestDeciCelsius } = data;
  const head = { runId, stationId, lineId, activity, corrects };
  const { tolerancePpm } = facts;
  return [
    runEvents.RunCompleted({
      ...head,
      inputs,
      outputs,
      waste,
      lossGrams,
      lossOrigins: scaled(charged, lossGrams),
      differenceGrams,
      tolerancePpm,
      ...yieldOf(outputs, inputs, gramsOf(charged), facts),
      completedAt,
      ...(highestDeciCelsius === undefined ? {} : { highestDeciCelsius }),
      ...qualityOf(inputs, startedAt, facts),
      ...(owner === undefined ? {} : { tollOf: owner }),
    }),
  ];
}

type Told = CompleteRun['data'];

function isTold(told: Told, completed: NonNullable<RunState['completed']>): boolean {
  const { runId, outputs, waste, lossGrams, completedAt } = completed;
  const before = outputs.map(({ lotId, ...rest }) => ({ lotId, ...toldOf(rest) }));
  const now = told.outputs.map(({ outputId, ...rest }) => ({
    lotId: outputLotId(runId, outputId),
    ...toldOf(rest),
  }));
  const { highestDeciCelsius } = completed;
  const rest = { waste, lossGrams, completedAt, highestDeciCelsius };
  return saysTheSame(
    { outputs: before, ...rest },
    {
      outputs: now,
      waste: told.waste,
      lossGrams: told.lossGrams,
      completedAt: told.completedAt,
      highestDeciCelsius: told.highestDeciCelsius,
    },
  );
}

const toldOf = ({ kind, productId, grams, pieces, tankId }: Omit<ToldOutput, 'outputId'>) => ({
  kind,
  productId,
  grams,
  pieces,
  tankId,
});

function requireOutputs(runId: string, { outputs }: Told, inputs: readonly RunInput[]): void {
  if (inputs.length === 0)
    throw conflict('run_empty', 'Nothing was charged: charge the run before it ends.', 'runId');
  if (outputs.length === 0)
    throw invalid('run_without_output', 'Say what came out, or take the charges back.', 'outputs');
  const ids = new Set(outputs.map(({ outputId }) => outputId));
  if (ids.size !== outputs.length)
    throw invalid('output_twice', 'Each output stands once: two lots have two ids.', 'outputs');
  for (const { outputId, grams, pieces, tankId } of outputs) {
    if (pieces !== null && grams % pieces !== 0)
      throw invalid(
        'pieces_uneven',
        `${outputId}: ${grams} g are not ${pieces} pieces of the same weight. Book what is over as loss.`,
        'outputs',
      );
    if (pieces !== null && outputLotId(runId, outputId).length > MOST_LOT_CHARACTERS)
      throw invalid(
        'lot_id_too_long',
        `The lot of ${outputId} would not fit its label, which has ${MOST_LOT_CHARACTERS} characters for it.`,
        'outputs',
      );
    if (pieces !== null && tankId !== null)
      throw invalid('pieces_into_tank', `${outputId} is packed: it goes into no tank.`, 'outputs');
  }
  if (inputs.every(({ origins }) => origins.length === 0))
    throw conflict(
      'outputs_without_origins',
      "Only materials were charged: an output of members' goods would come from nobody.",
      'runId',
    );
}

/** What is not accounted for, in grams. Refuses `run_unbalanced` above the tolerance. */
function balance(
  { outputs, waste, lossGrams }: Told,
  inputs: readonly RunInput[],
  { tolerancePpm }: RunTerms,
): number {
  const inGrams = sumExactly(inputs.map(({ grams }) => grams));
  const outGrams = sumExactly([...outputs, ...waste].map(({ grams }) => grams).concat(lossGrams));
  const differenceGrams = inGrams - outGrams;
  if (!isWithinPpm(differenceGrams, inGrams, tolerancePpm))
    throw conflict(
      'run_unbalanced',
      `${formatKilograms(inGrams)} went in and ${formatKilograms(outGrams)} came out: the difference of ` +
        `${formatKilograms(differenceGrams)} is more than ${tolerancePpm} ppm. Weigh again, or name what is lost.`,
      'outputs',
    );
  return differenceGrams;
}

/**
 * Main outputs as a share of members' goods; flagged where it is outside the band of one of them. What was that product
 * already, blended or filtered, has no band: the band is of what it is made of.
 */
function yieldOf(
  outputs: readonly RunOutput[],
  inputs: readonly RunInput[],
  goodsGrams: number,
  { yieldBands }: RunTerms,
) {
  const main = outputs.filter(({ kind }) => kind === 'main');
  const yieldPpm = shareInPpm(sumExactly(main.map(({ grams }) => grams)), goodsGrams);
  const isYieldFlagged = main.some(({ productId }) => {
    const wasThere = inputs.some((input) => input.productId === productId);
    const band = wasThere ? undefined : yieldBands.get(productId);
    return band !== undefined && (yieldPpm < band.fromPpm || yieldPpm > band.toPpm);
  });
  return { yieldPpm, isYieldFlagged };
}
