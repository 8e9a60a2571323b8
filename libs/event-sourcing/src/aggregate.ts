import { decideBy, evolveBy, type Decider, type Evolver } from './by-type';
import type { Command } from './command';
import type { Event } from './event';
import { kindOf, type AggregateKind, type AnyFamily, type EventOf } from './event-type';

/**
 * An aggregate as pure parts: its event types, where it starts, what a command leads to, what an event changes. `decide`
 * throws a DomainError to refuse and returns `[]` where what is asked for holds already.
 */
export interface Aggregate<
  State,
  C extends Command = Command,
  E extends Event = Event,
> extends AggregateKind {
  readonly events: AnyFamily;
  readonly initial: State;
  decide(command: C, state: State): readonly E[];
  evolve(state: State, event: E): State;
}

/**
 * Puts an aggregate together: `defineAggregate<LotState, LotCommand, typeof lotEvents>(lotEvents, { … })`. `decide` and
 * `evolve` are one function each, or a table of one for each type.
 */
export function defineAggregate<State, C extends Command, F extends AnyFamily>(
  events: F,
  { initial, decide, evolve }: AggregateParts<State, C, EventOf<F>>,
): Aggregate<State, C, EventOf<F>> {
  return { ...kindOf(events), events, initial, decide: decideBy(decide), evolve: evolveBy(evolve) };
}

interface AggregateParts<State, C extends Command, E extends Event> {
  readonly initial: State;
  readonly decide: Decider<State, C, E>;
  readonly evolve: Evolver<State, E>;
}

/** Folds events onto a state, the initial one unless another is given. */
export function fold<State, C extends Command, E extends Event>(
  aggregate: Aggregate<State, C, E>,
  events: readonly E[],
  from: State = aggregate.initial,
): State {
  return events.reduce((state, event) => aggregate.evolve(state, event), from);
}

/** Closes a switch over a union: the compiler refuses a forgotten case, and at run time an unknown one is loud. */
export function unknownEvent(event: never): never {
  throw new Error(`unknown event: ${JSON.stringify((event as Event).type)}`);
}

/** As `unknownEvent`, for commands. */
export function unknownCommand(command: never): never {
  throw new Error(`unknown command: ${JSON.stringify((command as Command).type)}`);
}
