/** A fact of the past: a type in the past tense, the version of its shape, and its data as plain JSON. */
export interface Event<
  Type extends string = string,
  Data extends object = object,
  Version extends number = number,
> {
  readonly type: Type;
  readonly v: Version;
  readonly data: Data;
}

/** Where an aggregate lives: `evt.<context>.<aggregate>.<id>`. */
export interface AggregateRef {
  readonly context: string;
  readonly aggregate: string;
  readonly id: string;
}

/** One command's events, written whole or not at all as one message of the log. */
export interface Commit<E extends Event = Event> {
  readonly commitId: string;
  readonly commandId: string;
  /** SHA-256 over the command's type and data; tells a repeat from another command under the same id. */
  readonly commandHash: string;
  readonly actor: string;
  /** When it happened, ISO 8601 in UTC (the weighbridge's clock, not the log's). */
  readonly at: string;
  readonly correlationId: string;
  /** The commit or command that led to this one, where there is one. */
  readonly causationId?: string;
  /** The aggregate's own version after this commit: 1 for the first. */
  readonly version: number;
  readonly events: readonly E[];
}

/** A commit as the log holds it. */
export interface RecordedCommit<E extends Event = Event> extends Commit<E> {
  /** The sequence in the log: total order over all aggregates. */
  readonly position: number;
  /** The log's own time of acceptance, ISO 8601 in UTC. */
  readonly acceptedAt: string;
  readonly ref: AggregateRef;
  /** Why it cannot be read, where it cannot; it has no events then, and whoever follows the log must not pass it by. */
  readonly fault?: string;
}
