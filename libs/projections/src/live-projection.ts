import { compileFilters, OneAtATime, type LogReader, type SubjectFilter } from '@oce/event-store';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { Collection, Db } from 'mongodb';
import type { Checkpoint, Checkpoints } from './checkpoints';
import { PositionGate } from './position-gate';
import type { Projection, Stored } from './projection';
import { isRefusedForItsContent } from './refused-content';
import { CannotFollow, type Skips, type Stop } from './stopped';
import { applyCommits } from './write';

const SAVE_EVERY_MS = 500;

/** One projection at work: its current collection, its checkpoint and those who wait for it. */
export class LiveProjection {
  readonly gate: PositionGate;
  private readonly concerns: SubjectFilter;
  private saved = 0;
  private saving: NodeJS.Timeout | undefined;
  private readonly turns = new OneAtATime();
  private stop: Stop | undefined;

  private constructor(
    readonly projection: Projection,
    readonly db: Db,
    private readonly checkpoints: Checkpoints,
    private readonly skips: Skips,
    private current: Checkpoint,
  ) {
    this.concerns = compileFilters(projection.source.subjects);
    this.gate = new PositionGate(current.position);
    this.saved = current.position;
  }

  static async open(
    projection: Projection,
    db: Db,
    checkpoints: Checkpoints,
    skips: Skips,
  ): Promise<LiveProjection> {
    const live = new LiveProjection(projection, db, checkpoints, skips, await checkpoints.open(projection));
    await live.ensureIndexes(live.checkpoint.collection);
    return live;
  }

  get checkpoint(): Checkpoint {
    return this.current;
  }

  /** The collection that serves now. */
  collection<Doc extends object>(): Collection<Stored<Doc>> {
    return this.db.collection<Stored<Doc>>(this.current.collection);
  }

  /** Whether the documents have another shape than the code. */
  get isOutdated(): boolean {
    return this.current.version !== this.projection.version;
  }

  /** Where it stands still; undefined while it follows. */
  get stopped(): Stop | undefined {
    return this.stop;
  }

  /**
   * Folds the part of a batch that concerns this projection; safe to be given twice. Documents of another shape are left
   * to the rebuild that follows, which reads this batch too. It stops at a commit that cannot be folded; the others go on.
   */
  apply(commits: readonly RecordedCommit[]): Promise<void> {
    return this.exclusive(async () => {
      if (this.isOutdated || this.stop) return;
      await this.advance(commits);
    });
  }

  /** Whether an operator has decided to pass a commit by. */
  isSkipped(position: number): boolean {
    return this.skips.has(this.projection.name, position);
  }

  /** Whether a commit concerns it, and was not passed by. */
  follows({ position, ref }: RecordedCommit): boolean {
    return this.concerns(ref) && !this.isSkipped(position);
  }

  /** Whether nothing has been folded yet: it is to be made out of the whole log. */
  get isBlank(): boolean {
    return !this.isOutdated && this.current.position === 0 && this.current.rebuild === 0;
  }

  /** Stops where the rebuild that the present code needs cannot pass. */
  stopAt(stop: Stop): void {
    this.stop = stop;
  }

  /** Goes on where an operator passes the commit by, with what has come meanwhile; not before a rebuild that is due. */
  async resume(log: LogReader): Promise<void> {
    await this.exclusive(async () => {
      const { stop } = this;
      if (this.isOutdated || !stop || !this.isSkipped(stop.position)) return;
      this.stop = undefined;
      try {
        const { subjects } = this.projection.source;
        const reading = { subjects, after: this.gate.position, stopWhenCaughtUp: true };
        for await (const { commits } of log.read(reading)) {
          await this.advance(commits);
          if (this.isStopped) return;
        }
      } catch (error) {
        // What has come meanwhile is not read yet: following now would leave a gap.
        this.stop = stop;
        throw error;
      }
    });
  }

  private get isStopped(): boolean {
    return this.stop !== undefined;
  }

  private async advance(commits: readonly RecordedCommit[]): Promise<void> {
    try {
      await this.foldWhole(commits);
    } catch (error) {
      if (!(error instanceof CannotFollow) && !isRefusedForItsContent(error)) throw error;
      await this.foldOneByOne(commits);
    }
    this.scheduleSave();
  }

  private async foldWhole(commits: readonly RecordedCommit[]): Promise<void> {
    await this.fold(commits, this.gate.position, this.collection());
    this.gate.advance(commits[commits.length - 1]?.position ?? 0);
  }

  /**
   * Finds the first commit that cannot be folded, with everything before it in the documents. What the database refuses
   * is found by writing only: by then other documents of the same batch may hold it, until the next rebuild.
   */
  private async foldOneByOne(commits: readonly RecordedCommit[]): Promise<void> {
    for (const commit of commits) {
      try {
        await this.foldWhole([commit]);
      } catch (error) {
        const isContent = isRefusedForItsContent(error);
        const found = isContent ? new CannotFollow(commit, (error as Error).message) : error;
        if (!(found instanceof CannotFollow)) throw found;
        this.gate.advance(commit.position - 1);
        this.stop = found.stop;
        return;
      }
    }
  }

  /** Points at a rebuilt collection, which is past a stop. */
  async switchTo(checkpoint: Checkpoint): Promise<void> {
    await this.checkpoints.switchTo(checkpoint);
    this.goOver(checkpoint);
  }

  private goOver(checkpoint: Checkpoint): void {
    this.current = checkpoint;
    this.saved = checkpoint.position;
    this.stop = undefined;
    this.gate.advance(checkpoint.position);
  }

  /**
   * Goes over to the collection that another process has built, once it holds here too what the present one does. One
   * of another version is not for this code, which goes on with its own for as long as it runs.
   */
  async followSwitch(log: LogReader): Promise<void> {
    const found = await this.checkpoints.read(this.projection);
    if (!found || this.isFollowed(found)) return;
    await this.exclusive(async () => {
      if (this.isFollowed(found)) return;
      const next = this.db.collection<Stored<object>>(found.collection);
      const { subjects } = this.projection.source;
      for await (const { commits } of log.read({ subjects, after: found.position, stopWhenCaughtUp: true }))
        await this.fold(commits, found.position, next);
      this.goOver(found);
    });
  }

  /** Runs alone: no batch is applied meanwhile. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.run(this.projection.name, work);
  }

  async ensureIndexes(collection: string): Promise<void> {
    for (const { fields } of this.projection.indexes ?? [])
      await this.db.collection(collection).createIndex({ ...fields });
  }

  /** Writes the checkpoint if it lags; where another process has switched the collection it is that one's to write. */
  async save(): Promise<void> {
    clearTimeout(this.saving);
    this.saving = undefined;
    const { position } = this.gate;
    if (position === this.saved) return;
    if (await this.checkpoints.advance(this.current, position)) this.saved = position;
  }

  private async fold(
    commits: readonly RecordedCommit[],
    behind: number,
    collection: Collection<Stored<object>>,
  ): Promise<void> {
    const mine = commits.filter((commit) => commit.position > behind && this.follows(commit));
    if (mine.length > 0) await applyCommits(this.projection, collection, mine);
  }

  private isFollowed({ version, collection }: Checkpoint): boolean {
    return version !== this.projection.version || collection === this.current.collection;
  }

  /** A checkpoint may lag: what is folded again changes nothing. So it is written now and then, not with each batch. */
  private scheduleSave(): void {
    this.saving ??= setTimeout(() => {
      this.save().catch(() => this.scheduleSave());
    }, SAVE_EVERY_MS).unref();
  }
}
