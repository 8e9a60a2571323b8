import type { Command } from './command';
import type { Event } from './event';

/**
 * An aggregate as three pure parts: where it starts, what a command leads to, what an event changes. `decide` throws a
 * DomainError to refuse and returns `[]` where there is nothing to write.
 */
export interface Decider<State, C extends Command = Command, E extends Event = Event> {
  readonly context: string;
  readonly aggregate: string;
  readonly initial: State;
  decide(command: C, state: State): readonly E[];
  evolve(state: State, event: E): State;
}

/** Folds events onto a state, the initial one unless another is given. */
export function fold<State, C extends Command, E extends Event>(
  decider: Decider<State, C, E>,
  events: readonly E[],
  from: State = decider.initial,
): State {
  return events.reduce((state, event) => decider.evolve(state, event), from);
}

/** Closes a switch over a union: the compiler refuses a forgotten case, and at run time an unknown one is loud. */
export function unknownEvent(event: never): never {
  throw new Error(`unknown event: ${JSON.stringify((event as Event).type)}`);
}

/** As `unknownEvent`, for commands. */
export function unknownCommand(command: never): never {
  throw new Error(`unknown command: ${JSON.stringify((command as Command).type)}`);
}
