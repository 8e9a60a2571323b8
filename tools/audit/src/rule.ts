import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { Check } from './check';
import type { Rows } from './columns';
import type { PersonalFields } from './manifests';
import type { DataOf, EventName } from './events';

export type Handlers = {
  readonly [T in EventName]?: (data: DataOf<T>, at: RecordedCommit) => void;
};

/** Figures that an audit ends with. */
export interface AuditTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What several rules have in common. */
export interface Shared {
  /** The deliveries of the log, numbered. */
  readonly deliveries: Rows;
  readonly personalFields: PersonalFields;
}

/** One section of the audit: pure, with its own state, fed with the log from its beginning in order. */
export interface AuditRule {
  readonly check: Check;
  /** What holds where this section finds nothing. */
  readonly proves: string;
  readonly on?: Handlers;
  /** Before the events of a commit, of the stream that it stands on. */
  before?(commit: RecordedCommit, stream: string): void;
  /** Every event, whatever its type. */
  each?(event: Event, at: RecordedCommit): void;
  /** After the events of a commit. */
  after?(commit: RecordedCommit): void;
  /** At the end of the log. */
  finish?(): void;
  tables?(): AuditTable[];
}
