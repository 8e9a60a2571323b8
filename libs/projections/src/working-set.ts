import type { RecordedCommit } from '@oce/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { foldDocument, touches } from './fold';
import { insertNew } from './insert-new';
import { KeyFilter } from './key-filter';
import type { Projection, Stored } from './projection';

type Doc = Stored<object>;

interface Write {
  readonly keys: ReadonlyMap<string, unknown>;
  readonly done: Promise<unknown>;
}

/** One that the database is at work on, and one that is made ready meanwhile. */
const MOST_UNDER_WAY = 2;

export interface WorkingSetOptions {
  /** Documents kept in memory beside those that wait to be written; 50,000 unless told. */
  readonly cached?: number;
  /** How many changed documents are gathered before they are written; 5,000 unless told. */
  readonly gathered?: number;
}

/**
 * The documents of a collection that only one rebuild writes, and nobody reads before it is done: no write is guarded, a
 * document that changes often is written now and then, and one batch is folded while the database writes another.
 */
export class WorkingSet {
  private readonly clean: LRUCache<string, Doc>;
  /** Changed and not handed to the database yet; null where it is to be deleted. */
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
      if (change) this.changed.set(key, change.after ?? null);
    }
    if (this.changed.size >= this.gathered) await this.write();
  }

  /** Resolves when everything folded so far is in the collection. */
  async settle(): Promise<void> {
    await this.write();
    await this.untilUnderWay(0);
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
    await this.untilUnderWay(0);
    const cursor = this.collection.find({ _id: { $in: missing } }, { batchSize: missing.length });
    for (const doc of (await cursor.toArray()) as Doc[]) found.set(doc._id, doc);
    return found;
  }

  /** Begins to write what has changed, once the database has room for it. */
  private async write(): Promise<void> {
    const { changed } = this;
    if (changed.size === 0) return;
    await this.untilUnderWay(this.meets(changed) ? 0 : MOST_UNDER_WAY - 1);
    this.changed = new Map();
    const added: Doc[] = [];
    const operations: AnyBulkWriteOperation<Doc>[] = [];
    for (const [key, doc] of changed) {
      if (doc) this.clean.set(key, doc);
      else this.clean.delete(key);
      const mayBeThere = this.written.mayHold(key);
      if (mayBeThere) operations.push(doc ? replacing(doc) : { deleteOne: { filter: { _id: key } } });
      else if (doc) {
        this.written.add(key);
        added.push(doc);
      }
    }
    if (added.length + operations.length === 0) return;
    const done = Promise.all([this.insert(added), this.bulk(operations)]);
    // A failure is told to whoever waits for the write.
    done.catch(() => undefined);
    this.underWay.push({ keys: changed, done });
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
    if (refused?.length !== 0) await this.bulk(documents.map(replacing));
  }

  private async bulk(operations: AnyBulkWriteOperation<Doc>[]): Promise<void> {
    if (operations.length > 0) await this.collection.bulkWrite(operations, { ordered: false });
  }
}

const replacing = (doc: Doc): AnyBulkWriteOperation<Doc> => ({
  replaceOne: { filter: { _id: doc._id }, replacement: doc, upsert: true },
});
