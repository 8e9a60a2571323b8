import {
  OCE,
  traceability,
  type RecallDrillClosed,
  type RecallDrillStarted,
  type RecallDrillStepRecorded,
} from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  notFound,
  saysTheSame,
  type Command,
} from '@oce/event-sourcing';
import { shareInPpm, sumExactly } from '@oce/quantities';

export const drillEvents = defineEvents(
  { stream: OCE, context: 'traceability', aggregate: 'drill', id: 'drillId' },
  { ...traceability.drill },
);

/** A drill is over within four hours (chain.md 11). */
export const MOST_MINUTES = 240;
const MILLISECONDS_A_MINUTE = 60_000;

type Started = RecallDrillStarted['data'];
type Step = RecallDrillStepRecorded['data'];
type Closed = RecallDrillClosed['data'];

export type StartDrill = Command<'StartDrill', Pick<Started, 'drillId' | 'lotId' | 'startedAt'>> & {
  /** The lot as it is known; null where it is not. */
  readonly facts: { readonly lot: { readonly productId: string; readonly netGrams: number } | null };
};
export type RecordDrillStep = Command<'RecordDrillStep', Omit<Step, 'drillId' | 'recordedBy'>>;
export type CloseDrill = Command<'CloseDrill', Pick<Closed, 'closedAt'>>;
export type DrillCommand = StartDrill | RecordDrillStep | CloseDrill;

export interface DrillState {
  readonly started: Started | null;
  readonly steps: readonly Step[];
  readonly closed: Closed | null;
}

/** A recall that is tried, step by step: what was found, whom one reached, how long it took. chain.md 11. */
export const drillAggregate = defineAggregate<DrillState, DrillCommand, typeof drillEvents>(drillEvents, {
  initial: { started: null, steps: [], closed: null },
  decide: {
    /** Refuses `drill_id_taken` and `lot_unknown`. */
    StartDrill({ data, facts: { lot }, meta }, { started }) {
      if (started !== null) {
        const { drillId, lotId, startedAt } = started;
        if (saysTheSame({ drillId, lotId, startedAt }, data)) return [];
        throw conflict('drill_id_taken', 'Another drill has this id: choose another.', 'drillId');
      }
      if (lot === null)
        throw notFound('lot_unknown', 'No station knows this lot: look at its number.', 'lotId');
      const { productId, netGrams: toFindGrams } = lot;
      return [drillEvents.RecallDrillStarted({ ...data, productId, toFindGrams, startedBy: meta.actor })];
    },
    RecordDrillStep: recordStep,
    CloseDrill: closeDrill,
  },
  evolve: {
    RecallDrillStarted: (state, { data }) => ({ ...state, started: data }),
    RecallDrillStepRecorded: (state, { data }) => ({ ...state, steps: [...state.steps, data] }),
    RecallDrillClosed: (state, { data }) => ({ ...state, closed: data }),
  },
});

/** Refuses `drill_unknown`, `step_recorded_otherwise`, `drill_closed`, `before_the_drill`, `more_reached_than_tried` and `found_too_much`. */
function recordStep({ data, meta }: RecordDrillStep, state: DrillState) {
  const started = startedOf(state);
  const known = state.steps.find(({ stepId }) => stepId === data.stepId);
  if (known) {
    const { drillId: _drill, recordedBy: _by, ...told } = known;
    if (saysTheSame(told, data)) return [];
    throw conflict(
      'step_recorded_otherwise',
      'Another step of the drill has this id: choose another.',
      'stepId',
    );
  }
  if (state.closed) throw conflict('drill_closed', 'The drill is over: start another.', 'stepId');
  if (Date.parse(data.recordedAt) < Date.parse(started.startedAt))
    throw conflict('before_the_drill', `The drill began at ${started.startedAt}.`, 'recordedAt');
  if (data.contactsReached > data.contactsTried)
    throw conflict('more_reached_than_tried', 'More were reached than were tried.', 'contactsReached');
  const leftGrams = started.toFindGrams - foundBy(state);
  if (data.foundGrams > leftGrams)
    throw conflict('found_too_much', `Only ${leftGrams} g of the lot are still to be found.`, 'foundGrams');
  const { drillId } = started;
  return [drillEvents.RecallDrillStepRecorded({ drillId, ...data, recordedBy: meta.actor })];
}

/** Refuses `drill_unknown`, `drill_closed_otherwise` and `before_the_drill`. */
function closeDrill({ data: { closedAt }, meta }: CloseDrill, state: DrillState) {
  const { drillId, toFindGrams, startedAt } = startedOf(state);
  if (state.closed?.closedAt === closedAt) return [];
  if (state.closed)
    throw conflict('drill_closed_otherwise', `The drill was closed at ${state.closed.closedAt}.`, 'closedAt');
  const last = [startedAt, ...state.steps.map(({ recordedAt }) => recordedAt)].map((at) => Date.parse(at));
  if (Date.parse(closedAt) < Math.max(...last))
    throw conflict(
      'before_the_drill',
      'The drill ends after it began, and after each of its steps.',
      'closedAt',
    );
  const minutes = Math.ceil((Date.parse(closedAt) - Date.parse(startedAt)) / MILLISECONDS_A_MINUTE);
  const foundGrams = foundBy(state);
  return [
    drillEvents.RecallDrillClosed({
      drillId,
      foundGrams,
      foundPpm: toFindGrams === 0 ? 0 : shareInPpm(foundGrams, toFindGrams, 'toward-zero'),
      contactsTried: sumExactly(state.steps.map(({ contactsTried }) => contactsTried)),
      contactsReached: sumExactly(state.steps.map(({ contactsReached }) => contactsReached)),
      minutes,
      mostMinutes: MOST_MINUTES,
      isInTime: minutes <= MOST_MINUTES,
      closedBy: meta.actor,
      closedAt,
    }),
  ];
}

function startedOf({ started }: DrillState): Started {
  if (started === null) throw notFound('drill_unknown', 'There is no such drill: start it first.', 'drillId');
  return started;
}

const foundBy = ({ steps }: DrillState): number => sumExactly(steps.map(({ foundGrams }) => foundGrams));
