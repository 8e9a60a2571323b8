import type { LogReader } from '@oce/event-store';
import type { Db } from 'mongodb';
import type { Projection } from './projection';
import type { Skips, Stop } from './stopped';

export interface HostOptions {
  readonly db: Db;
  readonly log: LogReader;
  readonly projections?: readonly Projection[];
  /** Told of failures that are being retried. */
  readonly onError?: (projection: string, error: unknown) => void;
  /** Awaited before each batch: what goes first. */
  readonly giveWay?: () => Promise<void>;
  readonly skips?: Skips;
  /** From so many positions on the first documents are built out of one reading of the whole log; 20,000 unless told. */
  readonly longLog?: number;
  readonly onStop?: (projection: string, stop: Stop) => void;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly collection: string;
  readonly position: number;
  /** Commits known to be behind the last batch. */
  readonly pending: number;
  readonly rebuilding: boolean;
  /** Where it stands still, until an operator decides; null while it follows. */
  readonly stopped: Stop | null;
  /** Where its last rebuild could not pass, while the present documents go on; null after one that has passed. */
  readonly rebuildStopped: Stop | null;
  /** The technical failure that is being tried again, and for how long it has been. */
  readonly heldBy: string | null;
  readonly heldForMs: number;
}
