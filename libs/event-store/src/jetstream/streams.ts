import {
  DiscardPolicy,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
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
 * Creates the log's streams or brings their subjects up to date; safe at every start. The shape is that of ADR 0002: file
 * storage, nothing deleted or purged, atomic batches. What a stream has stays, for a context may come back; but a subject
 * that another stream is to keep is let go where nothing stands under it. @throws Error where something does
 */
export async function ensureStreams(
  connection: NatsConnection,
  streams: readonly LogStream[],
  replicas = 1,
): Promise<void> {
  const manager = await jetstreamManager(connection);
  const plans: { readonly wanted: LogStream; readonly there?: StreamConfig; readonly kept: string[] }[] = [];
  for (const wanted of streams) {
    const there = (await manager.streams.info(wanted.name).catch(() => undefined))?.config;
    const others = streams.filter((one) => one !== wanted).flatMap(({ subjects }) => subjects);
    const kept: string[] = [];
    for (const subject of there?.subjects ?? []) {
      if (!others.some((other) => overlap(subject, other))) kept.push(subject);
      else if (await holdsAny(manager, wanted.name, subject))
        throw new Error(`${subject} has commits on the stream ${wanted.name} and cannot move to another`);
    }
    plans.push({ wanted, there, kept });
  }
  // What is let go comes first, so that it is free for the stream that is to have it.
  for (const { there, kept } of plans)
    if (there && kept.length > 0 && kept.length < there.subjects.length)
      await manager.streams.update(there.name, { ...there, subjects: kept });
  for (const { wanted, there, kept } of plans) {
    const { name } = wanted;
    const missing = wanted.subjects.filter((subject) => !kept.some((one) => covers(one, subject)));
    const subjects = [...kept.filter((one) => !missing.some((subject) => covers(subject, one))), ...missing];
    if (!there) await manager.streams.add({ ...durable, name, subjects, num_replicas: replicas });
    else if (missing.length > 0) await manager.streams.update(name, { ...there, subjects });
  }
}

async function holdsAny(manager: JetStreamManager, stream: string, subject: string): Promise<boolean> {
  const { state } = await manager.streams.info(stream, { subjects_filter: subject });
  return Object.keys(state.subjects ?? {}).length > 0;
}

/** Whether two filters of subjects have a subject in common. */
export function overlap(one: string, other: string): boolean {
  const [left, right] = [one.split('.'), other.split('.')];
  for (const [at, token] of left.entries()) {
    const against = right[at];
    if (against === undefined) return false;
    if (token === '>' || against === '>') return true;
    if (token !== '*' && against !== '*' && token !== against) return false;
  }
  return left.length === right.length;
}

/** Whether a filter has every subject of another. */
export function covers(wide: string, narrow: string): boolean {
  const [left, right] = [wide.split('.'), narrow.split('.')];
  for (const [at, token] of left.entries()) {
    const against = right[at];
    if (against === undefined) return false;
    if (token === '>') return true;
    if (against === '>' || (token !== '*' && token !== against)) return false;
  }
  return left.length === right.length;
}
