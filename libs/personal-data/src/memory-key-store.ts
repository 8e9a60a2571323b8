import type { ErasureListener, KeyRecord, KeyStore } from './key-store';
import type { WrappedKey } from './master-keys';

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
