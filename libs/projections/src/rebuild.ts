import type { LogReader } from '@oce/event-store';
import { LRUCache } from 'lru-cache';
import type { LiveProjection } from './live-projection';
import { collectionName, type Stored } from './projection';
import { applyCommits, type DocumentCache } from './write';

export interface RebuildProgress {
  readonly projection: string;
  readonly collection: string;
  /** Commits folded so far. */
  readonly commits: number;
  /** Commits still to be read. */
  readonly pending: number;
  readonly done: boolean;
}

const BATCH = 5_000;
const CACHED_DOCUMENTS = 200_000;

/** Reads the whole log into the next collection; the present one serves until the switch, and is kept until the next. */
export async function rebuild(
  live: LiveProjection,
  log: LogReader,
  signal: AbortSignal,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<RebuildProgress> {
  const { projection, db, checkpoint } = live;
  const number = checkpoint.rebuild + 1;
  const name = collectionName(projection, number);
  await db
    .collection(name)
    .drop()
    .catch(() => undefined);
  await live.ensureIndexes(name);
  const collection = db.collection<Stored<object>>(name);
  const cache = workingSet(CACHED_DOCUMENTS);
  let state: RebuildProgress = {
    projection: projection.name,
    collection: name,
    commits: 0,
    pending: 0,
    done: false,
  };
  let position = 0;

  const fold = async (): Promise<void> => {
    const { subjects } = projection;
    for await (const batch of log.read({
      subjects,
      after: position,
      maxBatch: BATCH,
      signal,
      stopWhenCaughtUp: true,
    })) {
      await applyCommits(projection, collection, batch.commits, cache);
      position = batch.commits[batch.commits.length - 1]?.position ?? position;
      state = { ...state, commits: state.commits + batch.commits.length, pending: batch.pending };
      onProgress(state);
    }
    if (signal.aborted)
      throw new Error(`the rebuild of ${projection.name} was stopped; the present collection still serves`);
  };

  await fold();
  // The last stretch, with the live projection held, so that nothing falls between the two.
  await live.exclusive(async () => {
    await fold();
    const { version } = projection;
    const reached = Math.max(position, live.gate.position);
    await live.switchTo({
      _id: projection.name,
      version,
      rebuild: number,
      collection: name,
      position: reached,
    });
  });
  await dropOlder(live, checkpoint.collection);
  state = { ...state, pending: 0, done: true };
  onProgress(state);
  return state;
}

/** Drops what was built before the collection that has just been replaced; that one stays for readers under way. */
async function dropOlder(live: LiveProjection, replaced: string): Promise<void> {
  const own = new RegExp(`^${live.projection.name}_v\\d+(_r\\d+)?$`);
  const names = (await live.db.listCollections({}, { nameOnly: true }).toArray()).map((one) => one.name);
  const stale = names.filter(
    (name) => own.test(name) && name !== replaced && name !== live.checkpoint.collection,
  );
  for (const name of stale) await live.db.collection(name).drop();
}

/** The documents of a collection that only this rebuild writes: what is not in it was never written, until it is full. */
function workingSet(max: number): DocumentCache {
  let evicted = false;
  const cache = new LRUCache<string, Stored<object>>({
    max,
    disposeAfter: (_doc, _key, reason) => (evicted ||= reason === 'evict'),
  });
  return {
    get: (key) => cache.get(key),
    set: (key, doc) => void cache.set(key, doc),
    delete: (key) => void cache.delete(key),
    mayHold: () => evicted,
  };
}
