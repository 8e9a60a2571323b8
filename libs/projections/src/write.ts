import type { RecordedCommit } from '@oce/event-sourcing';
import { MongoBulkWriteError, type AnyBulkWriteOperation, type Collection } from 'mongodb';
import { foldDocument, touches, type Change, type Touch } from './fold';
import type { Projection, Stored } from './projection';

type Doc = Stored<object>;

/** A working set of documents that nobody else writes, for a rebuild: spares reading back what was just written. */
export interface DocumentCache {
  get(key: string): Doc | undefined;
  set(key: string, doc: Doc): void;
  delete(key: string): void;
  /** Whether a key that is not in the cache may still be in the collection. */
  mayHold(key: string): boolean;
}

const DUPLICATE_KEY = 11000;
const ROUNDS = 20;

/**
 * Folds a batch of commits into a collection: reads the documents concerned, folds in memory, writes each whole under
 * the guard of the position it was read at. Where another runner came first the document is read and folded again.
 */
export async function applyCommits(
  projection: Projection,
  collection: Collection<Doc>,
  commits: readonly RecordedCommit[],
  cache?: DocumentCache,
): Promise<number> {
  let open = touches(projection, commits);
  let written = 0;
  for (let round = 0; open.size > 0; round++) {
    if (round === ROUNDS)
      throw new Error(`${projection.name}: documents kept changing under ${ROUNDS} tries`);
    const stored = await readDocuments(collection, [...open.keys()], round === 0 ? cache : undefined);
    const changes: Change[] = [];
    for (const [key, list] of open) {
      const change = foldDocument(projection, key, stored.get(key), list);
      if (change && !(change.before === undefined && !change.after)) changes.push(change);
    }
    const lost = await writeChanges(collection, changes);
    written += changes.length - lost.size;
    remember(cache, changes, lost);
    open = new Map([...open].filter(([key]) => lost.has(key)) as [string, Touch[]][]);
  }
  return written;
}

async function readDocuments(
  collection: Collection<Doc>,
  keys: readonly string[],
  cache: DocumentCache | undefined,
): Promise<Map<string, Doc>> {
  const found = new Map<string, Doc>();
  const missing: string[] = [];
  for (const key of keys) {
    const cached = cache?.get(key);
    if (cached) found.set(key, cached);
    else if (cache?.mayHold(key) ?? true) missing.push(key);
  }
  if (missing.length > 0) {
    const cursor = collection.find({ _id: { $in: missing } }, { batchSize: missing.length });
    for (const doc of (await cursor.toArray()) as Doc[]) found.set(doc._id, doc);
  }
  return found;
}

/** Writes all changes in one unordered bulk; returns the keys whose guard did not hold. */
async function writeChanges(collection: Collection<Doc>, changes: readonly Change[]): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  try {
    await collection.bulkWrite(changes.map(operation), { ordered: false });
    return new Set();
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat();
    if (errors.length === 0 || errors.some((one) => one.code !== DUPLICATE_KEY)) throw error;
    return new Set(errors.map((one) => (changes[one.index] as Change).key));
  }
}

/** A guard that does not hold makes the upsert insert a second document under the same _id, which answers 11000. */
function operation(change: Change): AnyBulkWriteOperation<Doc> {
  const { key, before, after } = change;
  if (!after) return { deleteOne: { filter: { _id: key, position: before } } };
  if (before === undefined) return { insertOne: { document: after } };
  return { replaceOne: { filter: { _id: key, position: before }, replacement: after, upsert: true } };
}

function remember(
  cache: DocumentCache | undefined,
  changes: readonly Change[],
  lost: ReadonlySet<string>,
): void {
  if (!cache) return;
  for (const { key, after } of changes) {
    if (after && !lost.has(key)) cache.set(key, after);
    else cache.delete(key);
  }
}
