import type { RunCompleted, RunInput, RunOutput } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { runEvents, type RunStarted } from '../domain/run.events';

export type RunDocument = RunStarted['data'] & {
  readonly status: 'open' | 'completed' | 'reversed';
  readonly inputs: readonly Omit<RunInput, 'origins'>[];
  readonly outputs: readonly RunOutput[];
  readonly waste: RunCompleted['data']['waste'];
  readonly lossGrams: number;
  readonly differenceGrams: number;
  readonly yieldPpm: number | null;
  readonly isYieldFlagged: boolean;
  readonly completedAt: string | null;
  /** The longest wait of raw goods from their weighing to its start; null where that is not known. */
  readonly waitMinutes: number | null;
  readonly highestDeciCelsius: number | null;
  readonly lineCleanedAt: string | null;
  readonly materialsCostCentimes: number | null;
  /** The member whom it was pressed for, and the note that he took it home against. */
  readonly tollOf: string | null;
  readonly deliveryNoteNumber: string | null;
};

/** Which runs are open, what went into each and what came out? A run takes MOST_CHARGES, so that it stays small. */
export const runsProjection = projectionFrom(runEvents)<RunDocument>({
  name: 'runs',
  version: 2,
  indexes: [{ fields: { stationId: 1, status: 1, _id: 1 } }],
  keys: (event) => [event.data.runId],
  project: {
    RunStarted: (_document, { data }) => ({
      ...data,
      status: 'open',
      inputs: [],
      outputs: [],
      waste: [],
      lossGrams: 0,
      differenceGrams: 0,
      yieldPpm: null,
      isYieldFlagged: false,
      completedAt: null,
      waitMinutes: null,
      highestDeciCelsius: null,
      lineCleanedAt: null,
      materialsCostCentimes: null,
      tollOf: null,
      deliveryNoteNumber: null,
    }),
    RunCharged: (document, { data: { chargeId, from, productId, grams, pieces } }) =>
      document && {
        ...document,
        inputs: [...document.inputs, { chargeId, from, productId, grams, pieces }],
      },
    ChargeTurnedAway: (document) => document,
    ChargeTakenBack: (document, { data: { chargeId } }) =>
      document && { ...document, inputs: document.inputs.filter((one) => one.chargeId !== chargeId) },
    RunCompleted(document, { data }) {
      const { outputs, waste, lossGrams, differenceGrams, yieldPpm, isYieldFlagged, completedAt } = data;
      const ended = { outputs, waste, lossGrams, differenceGrams, yieldPpm, isYieldFlagged, completedAt };
      return document && { ...document, ...ended, ...said(data), status: 'completed' };
    },
    TollRunHandedOver: (document, { data: { deliveryNoteNumber } }) =>
      document && { ...document, deliveryNoteNumber },
    RunReversalBegun: (document) => document,
    RunOutputHeld: (document) => document,
    RunReversalAbandoned: (document) => document,
    RunReversed: (document) => document && { ...document, status: 'reversed' },
  },
});

const said = (data: RunCompleted['data']) => ({
  waitMinutes: data.waitMinutes ?? null,
  highestDeciCelsius: data.highestDeciCelsius ?? null,
  lineCleanedAt: data.lineCleanedAt ?? null,
  materialsCostCentimes: data.materialsCostCentimes ?? null,
  tollOf: data.tollOf ?? null,
});
