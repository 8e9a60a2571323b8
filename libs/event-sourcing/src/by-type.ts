import type { Command } from './command';
import type { Event } from './event';

interface Typed {
  readonly type: string;
}
/** The members of a union that have a type. */
export type OfType<M extends Typed, Type extends M['type']> = Extract<M, { readonly type: Type }>;

type Decide<State, C extends Command, E extends Event> = (command: C, state: State) => readonly E[];
type Evolve<State, E extends Event> = (state: State, event: E) => State;

/** One function for all commands, or a table of one for each: the compiler refuses a forgotten one. */
export type Decider<State, C extends Command, E extends Event> =
  Decide<State, C, E> | { readonly [Type in C['type']]: Decide<State, OfType<C, Type>, E> };
/** As `Decider`, for what events change. */
export type Evolver<State, E extends Event> =
  Evolve<State, E> | { readonly [Type in E['type']]: Evolve<State, OfType<E, Type>> };

/** A decider as one function. */
export function decideBy<State, C extends Command, E extends Event>(
  decider: Decider<State, C, E>,
): Decide<State, C, E> {
  return (command, state) => functionFor<Decide<State, C, E>>(decider, command)(command, state);
}

/** What events change, as one function. */
export function evolveBy<State, E extends Event>(evolver: Evolver<State, E>): Evolve<State, E> {
  return (state, event) => functionFor<Evolve<State, E>>(evolver, event)(state, event);
}

/** The one function, or that of a table for a command or an event; at run time an unknown type is loud. */
export function functionFor<F extends (...args: never[]) => unknown>(one: F | object, { type }: Typed): F {
  if (typeof one === 'function') return one as F;
  if (!Object.hasOwn(one, type)) throw new Error(`unknown type: ${JSON.stringify(type)}`);
  // The compiler does not see that the function of a type is given what has this type.
  return (one as Readonly<Record<string, F>>)[type] as F;
}
