import {
  jetstream,
  JetStreamApiError,
  jetstreamManager,
  type JetStreamManager,
  StorageType,
} from '@nats-io/jetstream';
import { type KV, type KvEntry, Kvm, type KvWatchEntry, KvWatchInclude } from '@nats-io/kv';
import type { NatsConnection, QueuedIterator } from '@nats-io/transport-node';
import { inboxPrefixOf } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeysUnavailable } from './errors';
import type { ErasureListener, KeyRecord, KeyStore } from './key-store';
import type { WrappedKey } from './master-keys';

const TIMEOUT_MS = 3000;
const REOPEN_MS = 200;
const ERASE_ATTEMPTS = 10;
const WRONG_SEQUENCE = new Set([10071, 10164]);
const NO_MESSAGE = new Set([10037, 10043, 10057]);
const TOMBSTONE = JSON.stringify({ v: 1, erased: true });

const hasCode = (error: unknown, codes: ReadonlySet<number>): boolean =>
  error instanceof JetStreamApiError && codes.has(error.code);

/**
 * Keys in a NATS KV bucket. Reads ask the stream's leader, not the nearest replica: a replica behind would still show an
 * erased key, or not yet a new one. The mark of an erasure is a value of its own and not KV's purge marker, which
 * `kv.create` takes for a free place and `nats kv compact` removes.
 */
export class KvKeyStore implements KeyStore {
  private watching: QueuedIterator<KvWatchEntry> | undefined;
  private closed = false;

  private constructor(
    private readonly connection: NatsConnection,
    private readonly kv: KV,
    private readonly manager: JetStreamManager,
    private readonly bucket: string,
  ) {}

  static async open(connection: NatsConnection, bucket: string): Promise<KvKeyStore> {
    const options = { timeout: TIMEOUT_MS, watcherPrefix: inboxPrefixOf(connection) };
    const kv = await new Kvm(jetstream(connection, options)).open(bucket);
    const manager = await jetstreamManager(connection, { timeout: TIMEOUT_MS, checkAPI: false });
    return new KvKeyStore(connection, kv, manager, bucket);
  }

  async read(personId: string): Promise<KeyRecord | undefined> {
    const entry = await this.reached(() => this.kv.get(personId));
    if (entry === null) return undefined;
    if (isErased(entry)) return { erased: true };
    const { wrappedBy, key } = entry.json<WrappedKey>();
    return { erased: false, wrapped: { wrappedBy, key }, revision: entry.revision };
  }

  create(personId: string, wrapped: WrappedKey): Promise<boolean> {
    // Not kv.create(): it would write over a purge marker.
    return this.putBehind(personId, 0, JSON.stringify({ v: 1, ...wrapped }));
  }

  replace(personId: string, revision: number, wrapped: WrappedKey): Promise<boolean> {
    return this.putBehind(personId, revision, JSON.stringify({ v: 1, ...wrapped }));
  }

  /** The key's bytes are overwritten in the server's file first: replacing or purging a value only forgets where it is. */
  async erase(personId: string): Promise<void> {
    for (let attempt = 1; attempt <= ERASE_ATTEMPTS; attempt++) {
      const found = await this.read(personId);
      if (found?.erased) return;
      if (found) await this.overwrite(found.revision);
      if (await this.putBehind(personId, 0, TOMBSTONE)) return;
    }
    throw new KeysUnavailable(`the key of ${personId} kept changing while it was to be erased`);
  }

  async persons(): Promise<string[]> {
    const ids: string[] = [];
    for await (const id of await this.reached(() => this.kv.keys())) ids.push(id);
    return ids;
  }

  async watch(listener: ErasureListener): Promise<void> {
    const first = await this.openWatch();
    void this.follow(first, listener);
    void this.reopenOnReconnect();
  }

  close(): Promise<void> {
    this.closed = true;
    this.watching?.stop();
    return Promise.resolve();
  }

  private async openWatch(): Promise<QueuedIterator<KvWatchEntry>> {
    this.watching = await this.reached(() => this.kv.watch({ include: KvWatchInclude.UpdatesOnly }));
    return this.watching;
  }

  private async follow(
    first: QueuedIterator<KvWatchEntry> | undefined,
    listener: ErasureListener,
  ): Promise<void> {
    for (let watch = first; !this.closed && !this.connection.isClosed();) {
      for await (const entry of watch ?? []) if (isErased(entry)) listener.onErased(entry.key);
      watch = undefined;
      if (this.closed) return;
      await sleep(REOPEN_MS, undefined, { ref: false });
      watch = await this.openWatch().catch(() => undefined);
      listener.onGap();
    }
  }

  /** The client would notice a watch that a restarted server has forgotten only after a minute of silence. */
  private async reopenOnReconnect(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (this.closed) return;
      if (status.type === 'reconnect') this.watching?.stop();
    }
  }

  private async putBehind(personId: string, revision: number, value: string): Promise<boolean> {
    try {
      await this.kv.put(personId, value, { previousSeq: revision, timeout: TIMEOUT_MS });
      return true;
    } catch (error) {
      if (hasCode(error, WRONG_SEQUENCE)) return false;
      throw this.unavailable(error);
    }
  }

  private async overwrite(revision: number): Promise<void> {
    try {
      await this.manager.streams.deleteMessage(`KV_${this.bucket}`, revision, true);
    } catch (error) {
      if (!hasCode(error, NO_MESSAGE)) throw this.unavailable(error);
    }
  }

  private async reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.unavailable(error);
    }
  }

  private unavailable(cause: unknown): KeysUnavailable {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new KeysUnavailable(`the bucket ${this.bucket} did not answer: ${reason}`, { cause });
  }
}

/** The mark of an erasure, or a value that an operator deleted or purged by hand. */
const isErased = (entry: KvEntry): boolean =>
  entry.operation !== 'PUT' || entry.json<{ erased?: boolean }>().erased === true;

/** The bucket of everybody whose keys have no bucket of their own. */
export const PERSON_KEYS = 'PERSON_KEYS';

/** A wrapped key takes some 150 bytes. */
const LARGEST_VALUE_BYTES = 1024;

/**
 * Makes a bucket where it is not there yet; for the administrator at start-up, services may not make streams. One value
 * a person and no history, so that an erased key is not kept; deletes stay allowed, since an erasure overwrites the key
 * in the file.
 */
export async function ensureKeyBucket(
  connection: NatsConnection,
  bucket: string = PERSON_KEYS,
  replicas = 1,
): Promise<void> {
  await new Kvm(connection).create(bucket, {
    history: 1,
    storage: StorageType.File,
    replicas,
    maxValueSize: LARGEST_VALUE_BYTES,
    description: 'A data key a person, wrapped by a master key',
  });
}
