import { jetstreamManager } from '@nats-io/jetstream';
import { findContexts, streamsOf } from '@oce/contexts';
import { contractEvents, OCE } from '@oce/contracts';
import type { KnownEvents } from '@oce/event-sourcing';
import { connectToLog, JetStreamEventStore, type LogConnectionOptions } from '@oce/event-store';
import type { OfficeHome } from './home';
import { adminOf } from './infrastructure';
import { requireRun } from './run-state';
import { openSecrets } from './secrets';

/** A log as those read it who stand outside of all contexts: the events they know in their present version. */
export interface OpenLog {
  /** The streams that contexts write to, by name; the one that contexts share comes first. */
  readonly streams: readonly JetStreamEventStore[];
  /** What stands at a position, whatever it is; undefined where nothing does. */
  rawText(stream: string, position: number): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Teaches a reader more events than those of the contracts. */
export type Learn = (known: KnownEvents) => Promise<void>;

/** The log at an address. */
export async function connectToStreams(options: LogConnectionOptions, learn?: Learn): Promise<OpenLog> {
  const known = contractEvents();
  await learn?.(known);
  const connection = await connectToLog(options);
  const names = streamsOf(findContexts()).map(({ name }) => name);
  const streams = [OCE, ...names.filter((name) => name !== OCE)].map(
    (stream) =>
      new JetStreamEventStore(connection, { stream, readEvent: (stored, ref) => known.read(stored, ref) }),
  );
  return {
    streams,
    async rawText(stream, position) {
      const manager = await jetstreamManager(connection, { checkAPI: false });
      return (await manager.streams.getMessage(stream, { seq: position }))?.string();
    },
    async close() {
      for (const store of streams) store.close();
      await connection.close();
    },
  };
}

/** The log of the office that runs in a home, read as the administrator. */
export function openLog(home: OfficeHome, learn?: Learn): Promise<OpenLog> {
  const run = requireRun(home);
  const options = { servers: run.nats.url, ...adminOf(run.nats, openSecrets(home)), name: 'cli' };
  return connectToStreams(options, learn);
}
