import type { RunCompleted, RunInput, TollRunHandedOver } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import { Map, OrderedMap, Set } from 'immutable';
import type { RunEvent, RunStarted } from './run.events';

/** A reversal under way: which outputs have not said yet that they are whole. */
interface Reversal {
  readonly reversalId: string;
  readonly reason: string;
  readonly lotIds: readonly string[];
  readonly waiting: Set<string>;
}

export interface RunState {
  readonly started: RunStarted['data'] | null;
  readonly inputs: OrderedMap<string, RunInput>;
  /** Charges that came too late, with null, or were taken back, with the reason. */
  readonly sentBack: Map<string, string | null>;
  readonly completed: RunCompleted['data'] | null;
  /** How a toll run went home; null where it did not. */
  readonly handedOver: TollRunHandedOver['data'] | null;
  readonly reversal: Reversal | null;
  /** Why it was taken back; null while it holds. */
  readonly reversedFor: string | null;
}

export const initialRun: RunState = {
  started: null,
  inputs: OrderedMap(),
  sentBack: Map(),
  completed: null,
  handedOver: null,
  reversal: null,
  reversedFor: null,
};

/** What an event makes of a run. */
export const evolveRun = evolveBy<RunState, RunEvent>({
  RunStarted: (state, { data }) => ({ ...state, started: data }),
  RunCharged(state, { data: { runId: _runId, ...input } }) {
    const { chargeId } = input;
    return { ...state, inputs: state.inputs.set(chargeId, input) };
  },
  ChargeTurnedAway: (state, { data }) => ({ ...state, sentBack: state.sentBack.set(data.chargeId, null) }),
  ChargeTakenBack: (state, { data: { chargeId, reason } }) => ({
    ...state,
    inputs: state.inputs.delete(chargeId),
    sentBack: state.sentBack.set(chargeId, reason),
  }),
  RunCompleted: (state, { data }) => ({ ...state, completed: data }),
  TollRunHandedOver: (state, { data }) => ({ ...state, handedOver: data }),
  RunReversalBegun: (state, { data: { reversalId, reason, lotIds } }) => ({
    ...state,
    reversal: { reversalId, reason, lotIds, waiting: Set(lotIds) },
  }),
  RunOutputHeld: (state, { data }) => ({
    ...state,
    reversal: state.reversal && {
      reversalId: state.reversal.reversalId,
      reason: state.reversal.reason,
      lotIds: state.reversal.lotIds,
      waiting: state.reversal.waiting.delete(data.lotId),
    },
  }),
  RunReversalAbandoned: (state) => ({ ...state, reversal: null }),
  RunReversed: (state, { data }) => ({ ...state, reversal: null, reversedFor: data.reason }),
});
