import type { RecordedCommit } from '@oce/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { foldDocument, touches } from './fold';
import { KeyFilter } from './key-filter';
import type { Projection, Stored } from './projection';

type Doc = Stored<object>;

export interface WorkingSetOptions {
  /** Documents kept in memory beside those that wait to be written; 50,000 unless told. */
  readonly cached?: number;
  /** How many changed documents are gathered before they are written; 5,000 unless told. */
  readonly gathered?: number;
}

/**
 * The documents of a collection that only one rebuild writes, and nobody reads before it is done: so no write is guarded,
 * a document that changes often is written now and then, and while a batch is written the next one is folded.
 */
export class WorkingSet {
  private readonly clean: LRUCache<string, Doc>;
  /** Changed and not handed to the database yet; null where it is to be deleted. */
  private changed = new Map<string, Doc | null>();
  /** Keys that may be in the collection: what is not among them need not be looked for. */
  private readonly written = new KeyFilter();
  private writing: Promise<void> = Promise.resolve();
  private readonly gathered: number;

  constructor(
    private readonly projection: Projection,
    private readonly collection: Collection<Doc>,
    { cached = 50_000, gathered = 5_000 }: WorkingSetOptions = {},
  ) {
    this.clean = new LRUCache({ max: cached });
    this.gathered = gathered;
  }

  /** Folds the next commits of the log. */
  async fold(commits: readonly RecordedCommit[]): Promise<void> {
    const open = touches(this.projection, commits);
    const stored = await this.documents(open.keys());
    for (const [key, list] of open) {
      const change = foldDocument(this.projection, key, stored.get(key), list);
      if (change) this.changed.set(key, change.after ?? null);
    }
    if (this.changed.size >= this.gathered) await this.write();
  }

  /** Resolves when everything folded so far is in the collection. */
  async settle(): Promise<void> {
    await this.write();
    await this.writing;
  }

  private async documents(keys: Iterable<string>): Promise<Map<string, Doc>> {
    const found = new Map<string, Doc>();
    const missing: string[] = [];
    for (const key of keys) {
      const known = this.changed.get(key);
      const doc = known === undefined ? this.clean.get(key) : known;
      if (doc) found.set(key, doc);
      else if (doc === undefined && this.written.mayHold(key)) missing.push(key);
    }
    if (missing.length === 0) return found;
    // What has left the memory may still be on its way to the database.
    await this.writing;
    const cursor = this.collection.find({ _id: { $in: missing } }, { batchSize: missing.length });
    for (const doc of (await cursor.toArray()) as Doc[]) found.set(doc._id, doc);
    return found;
  }

  /** Begins to write what has changed, once the write before has ended. */
  private async write(): Promise<void> {
    await this.writing;
    const { changed } = this;
    if (changed.size === 0) return;
    this.changed = new Map();
    const operations: AnyBulkWriteOperation<Doc>[] = [];
    for (const [key, doc] of changed) {
      const operation = this.operation(key, doc);
      if (operation) operations.push(operation);
      if (doc) this.clean.set(key, doc);
      else this.clean.delete(key);
    }
    if (operations.length === 0) return;
    this.writing = this.collection.bulkWrite(operations, { ordered: false }).then(() => undefined);
    // A failure is told to whoever waits for the write.
    this.writing.catch(() => undefined);
  }

  private operation(key: string, doc: Doc | null): AnyBulkWriteOperation<Doc> | undefined {
    const mayBeThere = this.written.mayHold(key);
    if (!doc) return mayBeThere ? { deleteOne: { filter: { _id: key } } } : undefined;
    if (mayBeThere) return { replaceOne: { filter: { _id: key }, replacement: doc, upsert: true } };
    this.written.add(key);
    return { insertOne: { document: doc } };
  }
}
