import type { DrillStep, RecallDrillClosed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import { drillEvents } from '../domain/drill';

export interface DrillDocument {
  readonly drillId: string;
  readonly status: 'open' | 'closed';
  readonly lotId: string;
  readonly productId: string;
  readonly toFindGrams: number;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly startedOn: string;
  readonly steps: readonly {
    readonly stepId: string;
    readonly step: DrillStep;
    readonly minutes: number;
    readonly foundGrams: number;
    readonly contactsTried: number;
    readonly contactsReached: number;
    readonly note: string | null;
    readonly recordedAt: string;
  }[];
  readonly outcome: Omit<RecallDrillClosed['data'], 'drillId'> | null;
  readonly closedOn: string | null;
}

/** Which drills of recalls were made, and what came of each? */
export const drillsProjection = projectionFrom(drillEvents)<DrillDocument>({
  name: 'drills',
  version: 1,
  indexes: [{ fields: { status: 1, _id: 1 } }, { fields: { lotId: 1, _id: 1 } }],
  keys: ({ data }) => [data.drillId],
  project: {
    RecallDrillStarted: (_document, { data }) => ({
      drillId: data.drillId,
      status: 'open',
      lotId: data.lotId,
      productId: data.productId,
      toFindGrams: data.toFindGrams,
      startedBy: data.startedBy,
      startedAt: data.startedAt,
      startedOn: businessDate(data.startedAt),
      steps: [],
      outcome: null,
      closedOn: null,
    }),
    RecallDrillStepRecorded(document, { data }) {
      const { stepId, step, minutes, foundGrams, contactsTried, contactsReached, note, recordedAt } = data;
      const one = { stepId, step, minutes, foundGrams, contactsTried, contactsReached, note, recordedAt };
      return document && { ...document, steps: [...document.steps, one] };
    },
    RecallDrillClosed(document, { data: { drillId: _drill, ...outcome } }) {
      return document && { ...document, status: 'closed', outcome, closedOn: businessDate(outcome.closedAt) };
    },
  },
});
