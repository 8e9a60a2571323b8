import type { RecordedCommit } from '@oce/event-sourcing';

/** What has come off the log since the last batch, in order. */
export interface LogBatch {
  readonly commits: readonly RecordedCommit[];
  /** How many matching commits the log still holds behind this batch; 0 when caught up. */
  readonly pending: number;
}

export interface ReadOptions {
  /** NATS filters, `evt.collection.delivery.*`; at least one, and none may overlap another. */
  readonly subjects: readonly string[];
  /** Position of the last commit already seen; 0 reads from the beginning. */
  readonly after: number;
  /** Only commits with an event of one of these types; those whose message does not say its types are not left out. */
  readonly types?: readonly string[];
  /** At most so many commits a batch; 500 unless told. */
  readonly maxBatch?: number;
  /** Ends by itself once everything that is in the log has been handed out; endless unless told. */
  readonly stopWhenCaughtUp?: boolean;
  readonly signal?: AbortSignal;
}

/** A reading of the log. */
export interface LogSubscription extends AsyncIterable<LogBatch> {
  /** Whether every matching commit that was in the log at the time of the call has been handed out. */
  isCaughtUp(): Promise<boolean>;
}

/** The port to the log for those who follow it: ordered, endless, without gaps, across restarts of the server. */
export interface LogReader {
  /** Batches as they come; waits for new commits when caught up, ends only by the signal. */
  read(options: ReadOptions): LogSubscription;
  /** The position of the log's last commit, of whatever subject. */
  lastPosition(): Promise<number>;
}
