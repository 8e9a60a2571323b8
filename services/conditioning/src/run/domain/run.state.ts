import type { RunCompleted, RunInput } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import { OrderedMap, Set } from 'immutable';
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
  /** Charges that came too late, or were taken back. */
  readonly sentBack: Set<string>;
  readonly completed: RunCompleted['data'] | null;
  readonly reversal: Reversal | null;
  readonly isReversed: boolean;
}

export const initialRun: RunState = {
  started: null,
  inputs: OrderedMap(),
  sentBack: Set(),
  completed: null,
  reversal: null,
  isReversed: false,
};

/** What an event makes of a run. */
export const evolveRun = evolveBy<RunState, RunEvent>({
  RunStarted: (state, { data }) => ({ ...state, started: data }),
  RunCharged(state, { data: { chargeId, from, productId, grams, pieces, origins } }) {
    const input = { chargeId, from, productId, grams, pieces, origins };
    return { ...state, inputs: state.inputs.set(chargeId, input) };
  },
  ChargeTurnedAway: (state, { data }) => ({ ...state, sentBack: state.sentBack.add(data.chargeId) }),
  ChargeTakenBack: (state, { data: { chargeId } }) => ({
    ...state,
    inputs: state.inputs.delete(chargeId),
    sentBack: state.sentBack.add(chargeId),
  }),
  RunCompleted: (state, { data }) => ({ ...state, completed: data }),
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
  RunReversed: (state) => ({ ...state, reversal: null, isReversed: true }),
});
