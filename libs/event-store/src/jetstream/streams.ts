import {
  DiscardPolicy,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

/** A stream of the log, and the subjects that it keeps. */
export interface LogStream {
  readonly name: string;
  readonly subjects: readonly string[];
}

const durable = {
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.New,
  deny_delete: true,
  deny_purge: true,
  allow_direct: true,
  allow_atomic: true,
  max_msgs: -1,
  max_bytes: -1,
  max_age: 0,
  // Commands are idempotent by their own id; the server's window would only cost memory.
  duplicate_window: 100_000_000,
} satisfies Partial<StreamConfig> & { allow_atomic: boolean };

/**
 * Creates the log's streams or brings their subjects up to date; safe to run at every start. The shape is the one
 * measured in ADR 0002: file storage, nothing deleted, nothing purged, atomic batches.
 */
export async function ensureStreams(
  connection: NatsConnection,
  streams: readonly LogStream[],
  replicas = 1,
): Promise<void> {
  const manager = await jetstreamManager(connection);
  for (const { name, subjects } of streams) {
    const config = { ...durable, name, subjects: [...subjects], num_replicas: replicas };
    const existing = await manager.streams.info(name).catch(() => undefined);
    if (existing === undefined) await manager.streams.add(config);
    else if (subjects.some((subject) => !existing.config.subjects.includes(subject))) {
      // What is there stays: a context that has gone may come back.
      const all = [...new Set([...existing.config.subjects, ...subjects])];
      await manager.streams.update(name, { ...existing.config, subjects: all });
    }
  }
}
