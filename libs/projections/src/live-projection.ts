import { compileFilters, OneAtATime, type LogReader, type SubjectFilter } from '@oce/event-store';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { Collection, Db } from 'mongodb';
import type { Checkpoint, Checkpoints } from './checkpoints';
import { PositionGate } from './position-gate';
import type { Projection, Stored } from './projection';
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
   * Folds the part of a batch that concerns this projection; safe to be given twice. Documents of another shape are
   * left as they are: the rebuild that follows reads everything, this batch too. At a commit that cannot be folded it
   * stops, with everything before it in the documents; the others go on.
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

  /** Stops where a rebuild cannot pass, or follows again. */
  stopAt(stop: Stop | undefined): void {
    this.stop = stop && { position: stop.position, reason: stop.reason };
  }

  /** Goes on where an operator has decided to pass the commit by: reads what has come meanwhile. */
  async resume(log: LogReader): Promise<void> {
    const { stop } = this;
    if (!stop || !this.isSkipped(stop.position)) return;
    await this.exclusive(async () => {
      this.stop = undefined;
      const { subjects } = this.projection.source;
      const reading = { subjects, after: this.gate.position, stopWhenCaughtUp: true };
      for await (const { commits } of log.read(reading)) {
        await this.advance(commits);
        if (this.stop) return;
      }
    });
  }

  private async advance(commits: readonly RecordedCommit[]): Promise<void> {
    const last = commits[commits.length - 1]?.position ?? 0;
    try {
      await this.fold(commits, this.gate.position, this.collection());
      this.gate.advance(last);
    } catch (error) {
      if (!(error instanceof CannotFollow)) throw error;
      const before = commits.filter(({ position }) => position < error.position);
      await this.fold(before, this.gate.position, this.collection());
      this.gate.advance(error.position - 1);
      this.stop = { position: error.position, reason: error.reason };
    }
    this.scheduleSave();
  }

  /** Points at a rebuilt collection. */
  async switchTo(checkpoint: Checkpoint): Promise<void> {
    await this.checkpoints.switchTo(checkpoint);
    this.current = checkpoint;
    this.saved = checkpoint.position;
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
      this.current = found;
      this.saved = found.position;
      this.gate.advance(found.position);
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
    const mine = commits.filter(
      ({ position, ref }) => position > behind && this.concerns(ref) && !this.isSkipped(position),
    );
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
