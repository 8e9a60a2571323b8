import type { Event } from '@oce/event-sourcing';

/** What a command led to. */
export interface Outcome<E extends Event = Event> {
  /** The stream that the position is of. */
  readonly stream: string;
  /** The stream's position of the commit; of the aggregate's last commit where nothing was written. */
  readonly position: number;
  readonly version: number;
  /** The commit's id; empty where nothing was written. */
  readonly commitId: string;
  readonly events: readonly E[];
  /** Whether nothing was done: this is the first outcome again, or what was asked for holds already (no events). */
  readonly repeated: boolean;
}

/** An aggregate as it stands. */
export interface Loaded<State> {
  readonly state: State;
  readonly stream: string;
  readonly position: number;
  readonly version: number;
}

/** The outcome where what was asked for holds already. */
export function nothingWritten({
  stream,
  position,
  version,
}: Pick<Outcome, 'stream' | 'position' | 'version'>): Outcome<never> {
  return { stream, position, version, commitId: '', events: [], repeated: true };
}
