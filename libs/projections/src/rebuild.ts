import type { LogReader } from '@oce/event-store';
import { randomBytes } from 'node:crypto';
import type { LiveProjection } from './live-projection';
import { collectionName, rebuildOf, type Stored } from './projection';
import { WorkingSet } from './working-set';

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

/** Reads the whole log into the next collection; the present one serves until the switch, and is kept until the next. */
export async function rebuild(
  live: LiveProjection,
  log: LogReader,
  signal: AbortSignal,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<RebuildProgress> {
  const { projection, checkpoint: replaced } = live;
  const number = replaced.rebuild + 1;
  // A name that nobody else writes to: another process may be rebuilding the same projection.
  const collection = collectionName(projection, number, randomBytes(3).toString('hex'));
  await live.ensureIndexes(collection);
  const filling = new Filling(live, log, signal, collection, onProgress);
  await filling.untilCaughtUp();
  // The last stretch, with the live projection held, so that nothing falls between the two.
  await live.exclusive(async () => {
    await filling.untilCaughtUp();
    const position = Math.max(filling.position, live.gate.position);
    await live.switchTo({
      _id: projection.name,
      version: projection.version,
      rebuild: number,
      collection,
      position,
    });
  });
  await dropOlder(live, replaced.rebuild);
  return filling.done();
}

/** The next collection on its way. */
class Filling {
  position = 0;
  private commits = 0;
  private readonly documents: WorkingSet;

  constructor(
    private readonly live: LiveProjection,
    private readonly log: LogReader,
    private readonly signal: AbortSignal,
    private readonly collection: string,
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {
    this.documents = new WorkingSet(live.projection, live.db.collection<Stored<object>>(collection));
  }

  /** Folds what is in the log and not yet in the collection. */
  async untilCaughtUp(): Promise<void> {
    const { live, signal, position: after } = this;
    const { name, source } = live.projection;
    const { subjects } = source;
    const reading = { subjects, after, maxBatch: BATCH, signal, stopWhenCaughtUp: true };
    for await (const { commits, pending } of this.log.read(reading)) {
      await this.documents.fold(commits.filter(({ position }) => !live.isSkipped(position)));
      this.position = commits[commits.length - 1]?.position ?? this.position;
      this.commits += commits.length;
      this.onProgress(this.progress(pending, false));
    }
    await this.documents.settle();
    if (signal.aborted)
      throw new Error(`the rebuild of ${name} was stopped; the present collection still serves`);
  }

  done(): RebuildProgress {
    const progress = this.progress(0, true);
    this.onProgress(progress);
    return progress;
  }

  private progress(pending: number, done: boolean): RebuildProgress {
    const { collection, commits } = this;
    return { projection: this.live.projection.name, collection, commits, pending, done };
  }
}

/**
 * Drops what was built before the collection that has just been replaced; that one stays for readers under way, and so
 * does what another process is building.
 */
async function dropOlder(live: LiveProjection, replaced: number): Promise<void> {
  const names = (await live.db.listCollections({}, { nameOnly: true }).toArray()).map((one) => one.name);
  const stale = names.filter((name) => (rebuildOf(live.projection.name, name) ?? replaced) < replaced);
  for (const name of stale) await live.db.collection(name).drop();
}
