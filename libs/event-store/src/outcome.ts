import type { Event } from '@oce/event-sourcing';

/** Where an aggregate stands. */
interface Place {
  readonly stream: string;
  /** The stream's position of the aggregate's last commit. */
  readonly position: number;
  readonly version: number;
}

/** What a command led to, with the place of its commit, or of the aggregate's last one where nothing was written. */
export interface Outcome<E extends Event = Event> extends Place {
  /** The commit's id; empty where nothing was written. */
  readonly commitId: string;
  readonly events: readonly E[];
  /** Whether nothing was done: this is the first outcome again, or what was asked for holds already (no events). */
  readonly repeated: boolean;
}

/** An aggregate as it stands. */
export interface Loaded<State> extends Place {
  readonly state: State;
}

/** The outcome where what was asked for holds already. */
export const nothingWritten = ({ stream, position, version }: Place): Outcome<never> => ({
  stream,
  position,
  version,
  commitId: '',
  events: [],
  repeated: true,
});
