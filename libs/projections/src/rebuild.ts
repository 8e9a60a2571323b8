import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import { randomBytes } from 'node:crypto';
import type { LiveProjection } from './live-projection';
import { collectionName, rebuildOf, type Stored } from './projection';
import { isRefusedForItsContent } from './refused-content';
import { CannotFollow } from './stopped';
import { WorkingSet } from './working-set';

export interface RebuildProgress {
  readonly projection: string;
  readonly collection: string;
  readonly commits: number;
  readonly pending: number;
  readonly done: boolean;
}

const BATCH = 5_000;

export interface Rebuilding {
  readonly log: LogReader;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/**
 * Reads the whole log into the next collection; the present one serves until the switch, and is kept until the next. At a
 * commit that cannot be folded nothing is left of the next collection. @throws CannotFollow
 */
export async function rebuild(live: LiveProjection, rebuilding: Rebuilding): Promise<RebuildProgress> {
  try {
    return await build(live, rebuilding, false);
  } catch (error) {
    if (!isRefusedForItsContent(error)) throw error;
    // Many commits are written together: which of them it was is found by writing each by itself.
    return build(live, rebuilding, true);
  }
}

async function build(
  live: LiveProjection,
  rebuilding: Rebuilding,
  oneByOne: boolean,
): Promise<RebuildProgress> {
  const { projection, checkpoint: replaced } = live;
  const number = replaced.rebuild + 1;
  // A name that nobody else writes to: another process may be rebuilding the same projection.
  const collection = collectionName(projection, number, randomBytes(3).toString('hex'));
  await live.ensureIndexes(collection);
  const filling = new Filling(live, rebuilding, collection, oneByOne);
  try {
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
  } catch (error) {
    if (!rebuilding.signal.aborted) await filling.drop();
    throw error;
  }
  await dropOlder(live, replaced.rebuild);
  return filling.done();
}

class Filling {
  position = 0;
  private commits = 0;
  private readonly documents: WorkingSet;

  constructor(
    private readonly live: LiveProjection,
    private readonly rebuilding: Rebuilding,
    private readonly collection: string,
    private readonly oneByOne: boolean,
  ) {
    this.documents = new WorkingSet(live.projection, live.db.collection<Stored<object>>(collection));
  }

  /** Folds what is in the log and not yet in the collection. */
  async untilCaughtUp(): Promise<void> {
    const { live, position: after } = this;
    const { log, signal, onProgress } = this.rebuilding;
    const { name, source } = live.projection;
    const { subjects } = source;
    const reading = { subjects, after, maxBatch: BATCH, signal, stopWhenCaughtUp: true };
    for await (const { commits, pending } of log.read(reading)) {
      await this.fold(commits.filter(({ position }) => !live.isSkipped(position)));
      this.position = commits[commits.length - 1]?.position ?? this.position;
      this.commits += commits.length;
      onProgress?.(this.progress(pending, false));
    }
    await this.documents.settle();
    if (signal.aborted)
      throw new Error(`the rebuild of ${name} was stopped; the present collection still serves`);
  }

  done(): RebuildProgress {
    const progress = this.progress(0, true);
    this.rebuilding.onProgress?.(progress);
    return progress;
  }

  /** Leaves nothing behind; what cannot be dropped now goes with a later rebuild. */
  async drop(): Promise<void> {
    await this.documents.settle().catch(() => undefined);
    await this.live.db
      .collection(this.collection)
      .drop()
      .catch(() => undefined);
  }

  private async fold(commits: readonly RecordedCommit[]): Promise<void> {
    if (!this.oneByOne) return this.documents.fold(commits);
    for (const commit of commits) {
      try {
        await this.documents.fold([commit]);
        await this.documents.settle();
      } catch (error) {
        if (!isRefusedForItsContent(error)) throw error;
        throw new CannotFollow(commit, (error as Error).message);
      }
    }
  }

  private progress(pending: number, done: boolean): RebuildProgress {
    const { collection, commits } = this;
    return { projection: this.live.projection.name, collection, commits, pending, done };
  }
}

/** Drops what is older than the collection just replaced; that one has readers yet, and others may be building theirs. */
async function dropOlder(live: LiveProjection, replaced: number): Promise<void> {
  const names = (await live.db.listCollections({}, { nameOnly: true }).toArray()).map((one) => one.name);
  const stale = names.filter((name) => (rebuildOf(live.projection.name, name) ?? replaced) < replaced);
  for (const name of stale) await live.db.collection(name).drop();
}
