import type { Loaded } from './outcome';

/** A command that an aggregate has accepted. */
export interface Known {
  readonly hash: string;
  readonly position: number;
}

/** An aggregate in memory, with the commands that it has accepted. */
export interface Entry<State> extends Omit<Loaded<State>, 'stream'> {
  readonly commands: Map<string, Known>;
}
