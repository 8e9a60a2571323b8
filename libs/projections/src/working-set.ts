import type { RecordedCommit } from '@oce/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { foldDocument, touches } from './fold';
import { insertNew, putInPlace } from './bare-writes';
import { KeyFilter } from './key-filter';
import type { Projection, Stored } from './projection';

type Doc = Stored<object>;

interface Write {
  readonly keys: ReadonlyMap<string, unknown>;
  readonly done: Promise<unknown>;
}

/** One that the database is at work on, and one that is made ready meanwhile. */
const MOST_UNDER_WAY = 2;

/** What has been written once and has changed waits so many times longer: it is likely to change again. */
const LATER = 8;

export interface WorkingSetOptions {
  /** Documents kept in memory beside those that wait to be written; 50,000 unless told. */
  readonly cached?: number;
  /** How many new documents are gathered before they are written; 5,000 unless told. Of changed ones eight times as many. */
  readonly gathered?: number;
}

/**
 * The documents of a collection that only one rebuild writes, and nobody reads before it is done: no write is guarded, a
 * document that changes often is written now and then, and one batch is folded while the database writes another.
 */
export class WorkingSet {
  private readonly clean: LRUCache<string, Doc>;
  /** Not in the collection, and not handed to the database yet; null where it came and went. */
  private added = new Map<string, Doc | null>();
  /** In the collection as they were, or on their way to it; null where they are to be deleted. */
  private changed = new Map<string, Doc | null>();
  /** Keys that may be in the collection: what is not among them need not be looked for. */
  private readonly written = new KeyFilter();
  /** Writes that the database is at work on, with their keys: two at most, and never two of one key. */
  private underWay: Write[] = [];
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
      // One that waits to be added stays there: the filter may take it for known by now.
      const isNew = this.added.has(key) || !this.written.mayHold(key);
      if (change) (isNew ? this.added : this.changed).set(key, change.after ?? null);
    }
    if (this.added.size >= this.gathered) await this.writeAdded();
    if (this.changed.size >= LATER * this.gathered) await this.writeChanged();
  }

  /** Resolves when everything folded so far is in the collection. */
  async settle(): Promise<void> {
    await this.writeAdded();
    await this.writeChanged();
    await this.untilUnderWay(0);
  }

  private async documents(keys: Iterable<string>): Promise<Map<string, Doc>> {
    const found = new Map<string, Doc>();
    const missing: string[] = [];
    for (const key of keys) {
      const doc = this.inMemory(key);
      if (doc) found.set(key, doc);
      else if (doc === undefined && this.written.mayHold(key)) missing.push(key);
    }
    if (missing.length === 0) return found;
    // What has left the memory may still be on its way to the database.
    await this.untilUnderWay(0);
    const cursor = this.collection.find({ _id: { $in: missing } }, { batchSize: missing.length });
    for (const doc of (await cursor.toArray()) as Doc[]) found.set(doc._id, doc);
    return found;
  }

  /** Null where it is not there; undefined where the memory does not say. */
  private inMemory(key: string): Doc | null | undefined {
    const waiting = this.changed.get(key);
    if (waiting !== undefined) return waiting;
    const added = this.added.get(key);
    return added === undefined ? this.clean.get(key) : added;
  }

  /** Begins to write what is new, once the database has room for it. */
  private async writeAdded(): Promise<void> {
    const { added } = this;
    if (added.size === 0) return;
    await this.untilUnderWay(MOST_UNDER_WAY - 1);
    this.added = new Map();
    const documents: Doc[] = [];
    for (const [key, doc] of added) {
      if (!doc) continue;
      this.written.add(key);
      this.clean.set(key, doc);
      documents.push(doc);
    }
    if (documents.length > 0) this.follow(added, this.insert(documents));
  }

  /** Begins to write what has changed, once the database has room for it and writes none of it. */
  private async writeChanged(): Promise<void> {
    const { changed } = this;
    if (changed.size === 0) return;
    await this.untilUnderWay(this.meets(changed) ? 0 : MOST_UNDER_WAY - 1);
    this.changed = new Map();
    const documents: Doc[] = [];
    const deleted: string[] = [];
    for (const [key, doc] of changed) {
      if (doc) this.clean.set(key, doc);
      else this.clean.delete(key);
      if (doc) documents.push(doc);
      else deleted.push(key);
    }
    this.follow(changed, Promise.all([this.replace(documents), this.delete(deleted)]));
  }

  private follow(keys: ReadonlyMap<string, unknown>, done: Promise<unknown>): void {
    // A failure is told to whoever waits for the write.
    done.catch(() => undefined);
    this.underWay.push({ keys, done });
  }

  /** Whether a document is being written that is to be written again: the two would race. */
  private meets(changed: ReadonlyMap<string, unknown>): boolean {
    return this.underWay.some(({ keys }) => {
      for (const key of changed.keys()) if (keys.has(key)) return true;
      return false;
    });
  }

  private async untilUnderWay(most: number): Promise<void> {
    while (this.underWay.length > most) {
      await this.underWay[0]?.done;
      this.underWay.shift();
    }
  }

  private async insert(documents: readonly Doc[]): Promise<void> {
    const refused = await insertNew(this.collection, documents);
    if (refused?.length !== 0) await this.bulk(documents);
  }

  private async replace(documents: readonly Doc[]): Promise<void> {
    const refused = await putInPlace(this.collection, documents);
    if (refused?.length !== 0) await this.bulk(documents);
  }

  private async delete(keys: string[]): Promise<void> {
    if (keys.length > 0) await this.collection.deleteMany({ _id: { $in: keys } });
  }

  /** By the driver, which splits what is too much for one message and says what is refused for what it holds. */
  private async bulk(documents: readonly Doc[]): Promise<void> {
    const operations: AnyBulkWriteOperation<Doc>[] = documents.map((doc) => ({
      replaceOne: { filter: { _id: doc._id }, replacement: doc, upsert: true },
    }));
    if (operations.length > 0) await this.collection.bulkWrite(operations, { ordered: false });
  }
}
