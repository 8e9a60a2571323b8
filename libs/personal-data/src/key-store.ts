import type { WrappedKey } from './master-keys';

/** What is kept of one person: their wrapped key, or the mark that it is gone. */
export type KeyRecord =
  | { readonly erased: false; readonly wrapped: WrappedKey; readonly revision: number }
  | { readonly erased: true };

/**
 * The port to where keys are kept. Two adapters stand behind it, a NATS KV bucket and memory, and both pass the same
 * contract suite (`person-keys.contract.ts`).
 */
export interface KeyStore {
  /** The latest, never a replica's older view; undefined for a person never seen. */
  read(personId: string): Promise<KeyRecord | undefined>;
  /** Keeps a first key; false where a key or the mark of an erasure stands already. */
  create(personId: string, wrapped: WrappedKey): Promise<boolean>;
  /** Replaces the key of that revision, the same key wrapped anew; false where something else stands by now. */
  replace(personId: string, revision: number, wrapped: WrappedKey): Promise<boolean>;
  /** Destroys the key and leaves a mark for ever; harmless when repeated, or where no key ever was. */
  erase(personId: string): Promise<void>;
  /** Everybody with a key. */
  persons(): Promise<string[]>;
  /** Tells of erasures from now on, whoever made them. */
  watch(listener: ErasureListener): Promise<void>;
  close(): Promise<void>;
}

export interface ErasureListener {
  onErased(personId: string): void;
  /** Erasures may have been missed: trust nothing that was read before. */
  onGap(): void;
}

/** Keys in memory, for specs: the same contract as the bucket's, nothing survives the process. */
export class MemoryKeyStore implements KeyStore {
  private readonly records = new Map<string, KeyRecord>();
  private readonly listeners = new Set<ErasureListener>();
  private lastRevision = 0;

  read(personId: string): Promise<KeyRecord | undefined> {
    return Promise.resolve(this.records.get(personId));
  }

  async create(personId: string, wrapped: WrappedKey): Promise<boolean> {
    await Promise.resolve();
    if (this.records.has(personId)) return false;
    this.put(personId, wrapped);
    return true;
  }

  async replace(personId: string, revision: number, wrapped: WrappedKey): Promise<boolean> {
    await Promise.resolve();
    const standing = this.records.get(personId);
    if (standing === undefined || standing.erased || standing.revision !== revision) return false;
    this.put(personId, wrapped);
    return true;
  }

  async erase(personId: string): Promise<void> {
    await Promise.resolve();
    this.records.set(personId, { erased: true });
    for (const listener of this.listeners) listener.onErased(personId);
  }

  persons(): Promise<string[]> {
    return Promise.resolve([...this.records].flatMap(([id, record]) => (record.erased ? [] : [id])));
  }

  watch(listener: ErasureListener): Promise<void> {
    this.listeners.add(listener);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private put(personId: string, wrapped: WrappedKey): void {
    this.records.set(personId, { erased: false, wrapped, revision: ++this.lastRevision });
  }
}
