import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import { randomBytes } from 'node:crypto';
import type { LiveProjection } from './live-projection';
import { collectionName, rebuildOf, type Stored } from './projection';
import { isRefusedForItsContent } from './refused-content';
import { CannotFollow } from './stopped';
import { WorkingSet, type WorkingSetOptions } from './working-set';

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
  const replaced = live.checkpoint;
  const filling = new Filling(live, rebuilding, oneByOne);
  await live.ensureIndexes(filling.collection);
  try {
    await filling.untilCaughtUp();
    await filling.replace();
  } catch (error) {
    if (!rebuilding.signal.aborted) await filling.drop();
    throw error;
  }
  await dropOlder(live, replaced.rebuild);
  return filling.done();
}

/** The next collection of a projection, being filled. */
export class Filling {
  position = 0;
  private commits = 0;
  private readonly documents: WorkingSet;

  /** A name that nobody else writes to: another process may be rebuilding the same projection. */
  readonly collection: string;
  private readonly number: number;

  constructor(
    readonly live: LiveProjection,
    private readonly rebuilding: Rebuilding,
    private readonly oneByOne = false,
    memory: WorkingSetOptions = {},
  ) {
    this.number = live.checkpoint.rebuild + 1;
    this.collection = collectionName(live.projection, this.number, randomBytes(3).toString('hex'));
    this.documents = new WorkingSet(
      live.projection,
      live.db.collection<Stored<object>>(this.collection),
      memory,
    );
  }

  /** Folds the next commits of the log, those that concern the projection or more; `position` is the last of them. */
  async take(commits: readonly RecordedCommit[], position: number): Promise<void> {
    const mine = commits.filter((commit) => this.live.follows(commit));
    if (mine.length > 0) await this.fold(mine);
    this.position = position;
    this.commits += mine.length;
  }

  /** Makes it the collection that serves, with the live projection held, so that nothing falls between the two. */
  async replace(): Promise<void> {
    const { live, number, collection } = this;
    const { name, version } = live.projection;
    await live.exclusive(async () => {
      await this.untilCaughtUp();
      const position = Math.max(this.position, live.gate.position);
      await live.switchTo({ _id: name, version, rebuild: number, collection, position });
    });
  }

  /** Folds what is in the log and not yet in the collection. */
  async untilCaughtUp(): Promise<void> {
    const { live, position: after } = this;
    const { log, signal, onProgress } = this.rebuilding;
    const { name, source } = live.projection;
    const { subjects } = source;
    const reading = { subjects, after, maxBatch: BATCH, signal, stopWhenCaughtUp: true };
    for await (const { commits, pending } of log.read(reading)) {
      await this.take(commits, commits[commits.length - 1]?.position ?? this.position);
      onProgress?.(this.progress(pending, false));
    }
    await this.documents.settle();
    if (signal.aborted)
      throw new Error(`the rebuild of ${name} was stopped; the present collection still serves`);
  }

  /** Resolves when all that was taken is in the collection. */
  settle(): Promise<void> {
    return this.documents.settle();
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
