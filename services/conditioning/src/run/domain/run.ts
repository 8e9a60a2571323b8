import type { RunInput } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { completeRun, type CompleteRun } from './complete-run';
import { handOverRun, type HandOverRun } from './hand-over';
import {
  hearOutputHeld,
  hearOutputMoved,
  reverseRun,
  type HearOutputHeld,
  type HearOutputMoved,
  type ReverseRun,
} from './reverse-run';
import { runEvents, type RunEvent, type RunStarted } from './run.events';
import { evolveRun, initialRun, type RunState } from './run.state';

export type StartRun = Command<'StartRun', RunStarted['data']> & {
  /** Whether the run that it is to set right is over; null where it corrects none. */
  readonly facts: { readonly isCorrectedCompleted: boolean | null };
};
export type TakeCharge = Command<'TakeCharge', RunInput>;
export type TakeChargeBack = Command<'TakeChargeBack', { chargeId: string; reason: string }>;
export type RunCommand =
  | StartRun
  | TakeCharge
  | TakeChargeBack
  | CompleteRun
  | HandOverRun
  | ReverseRun
  | HearOutputHeld
  | HearOutputMoved;

/** So many charges a run takes: its completion names each of them in one commit. */
export const MOST_CHARGES = 200;

/** A run at a station: what was charged, and what came out of it, to the gram. It may stand open overnight. chain.md 3. */
export const runAggregate = defineAggregate<RunState, RunCommand, typeof runEvents>(runEvents, {
  initial: initialRun,
  decide: {
    StartRun: startRun,
    TakeCharge: takeCharge,
    TakeChargeBack: takeChargeBack,
    CompleteRun: (command, state) => completeRun(command, state, startedOf(state)),
    HandOverRun: (command, state) => handOverRun(command, state, startedOf(state)),
    ReverseRun: (command, state) => reverseRun(command, state, startedOf(state)),
    HearOutputHeld: (command, state) => hearOutputHeld(command, state, startedOf(state)),
    HearOutputMoved: (command, state) => hearOutputMoved(command, state, startedOf(state)),
  },
  evolve: evolveRun,
});

/** The run as it was started. Refuses `run_unknown`. */
export function startedOf({ started }: RunState): RunStarted['data'] {
  if (started === null) throw notFound('run_unknown', 'Start the run first.', 'runId');
  return started;
}

/** Refuses `run_id_taken`, and `run_to_correct_unknown` where the run to set right is not over. */
function startRun({ data, facts }: StartRun, { started }: RunState): RunEvent[] {
  if (started !== null) {
    if (saysTheSame(started, data)) return [];
    throw conflict('run_id_taken', 'Another run has this id: choose another.', 'runId');
  }
  if (facts.isCorrectedCompleted === false)
    throw conflict('run_to_correct_unknown', `${data.corrects} is no completed run.`, 'corrects');
  return [runEvents.RunStarted(data)];
}

/** Takes what was drawn for it, or says that it came too late: whoever gave it has it back. */
function takeCharge({ data }: TakeCharge, state: RunState): RunEvent[] {
  const { chargeId, from } = data;
  const runId = state.started?.runId;
  if (state.inputs.has(chargeId) || state.sentBack.has(chargeId)) return [];
  if (runId === undefined) throw notFound('run_unknown', 'Start the run first.', 'runId');
  if (!takesCharges(state)) return [runEvents.ChargeTurnedAway({ runId, chargeId, from })];
  return [runEvents.RunCharged({ runId, ...data })];
}

/** Whether a charge would still go in. */
export const takesCharges = ({ started, completed, inputs }: RunState): boolean =>
  started !== null && completed === null && inputs.size < MOST_CHARGES;

/** Refuses `charge_unknown`, `charge_sent_back` and `run_completed`. */
function takeChargeBack({ data: { chargeId, reason } }: TakeChargeBack, state: RunState): RunEvent[] {
  const { runId } = startedOf(state);
  const givenBackFor = state.sentBack.get(chargeId);
  if (givenBackFor === reason) return [];
  if (givenBackFor !== undefined)
    throw conflict(
      'charge_sent_back',
      `It was given back already: ${givenBackFor ?? 'the run was over'}.`,
      'reason',
    );
  const known = state.inputs.get(chargeId);
  if (known === undefined)
    throw notFound('charge_unknown', `${runId} was not charged with ${chargeId}.`, 'chargeId');
  if (state.completed !== null)
    throw conflict('run_completed', `${runId} is over: reverse it, or set it right by another.`, 'chargeId');
  return [runEvents.ChargeTakenBack({ runId, chargeId, from: known.from, reason })];
}
