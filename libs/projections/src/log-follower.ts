import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { LogReader, LogSubscription } from '@oce/event-store';
import { keepTrying, pause } from './keep-trying';
import type { Envelope, FollowedSource } from './projection';
import { CannotFollow, NO_SKIPS, onCommit, tellSafely, type Skips, type Stop } from './stopped';

const LOOK_AGAIN_MS = 500;

/** What follows the log in memory, from a position on, and keeps nothing beyond the life of its process. */
export interface Following<E extends Event = Event> {
  /** In kebab or snake case: by it an operator passes a commit by. */
  readonly name: string;
  readonly source: FollowedSource;
  /** The position behind which it begins. It may first read what it needs of before. */
  begin(log: LogReader, signal: AbortSignal): Promise<number>;
  /** Takes what the source names of a commit, in the order of the log. It is not asked again after what it throws. */
  take(events: readonly E[], envelope: Envelope): void;
}

export interface FollowerOptions {
  readonly skips?: Skips;
  readonly onStop?: (name: string, stop: Stop) => void;
  /** Told of what ended a reading, which is then begun again. */
  readonly onError?: (name: string, error: unknown) => void;
  /** Passes a commit by that it cannot take, and says so: for what nobody else could decide to pass by. */
  readonly neverStops?: boolean;
}

/** Hands commits to one who follows. Stops at one that cannot be taken, until an operator decides to pass it by. */
export class LogFollower {
  private readonly stopping = new AbortController();
  private subscription: LogSubscription | undefined;
  private running: Promise<void> = Promise.resolve();
  private stoppedAt: Stop | undefined;
  /** Behind what it has taken; undefined until it has begun. */
  private position: number | undefined;

  constructor(
    private readonly log: LogReader,
    private readonly following: Following,
    private readonly options: FollowerOptions = {},
  ) {}

  get name(): string {
    return this.following.name;
  }

  get subjects(): readonly string[] {
    return this.following.source.subjects;
  }

  /** Where it stands still; undefined while it follows. */
  get stopped(): Stop | undefined {
    return this.stoppedAt;
  }

  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Whether it has taken all that the log holds; false where the log does not say. */
  async isCaughtUp(): Promise<boolean> {
    return (await this.subscription?.isCaughtUp().catch(() => false)) ?? false;
  }

  /** A reading that ends by a failure is begun again behind what has been taken. */
  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const failed = (error: unknown) => tellSafely(() => this.options.onError?.(this.name, error));
    await keepTrying(() => this.followOnce(), { signal, pauseMs: LOOK_AGAIN_MS, failed });
  }

  private async followOnce(): Promise<void> {
    const { signal } = this.stopping;
    this.position ??= await this.following.begin(this.log, signal);
    if (signal.aborted) return;
    const after = this.position;
    this.subscription = this.log.read({ subjects: this.subjects, after, maxBatch: 5_000, signal });
    for await (const { commits } of this.subscription) {
      for (const commit of commits) {
        await this.take(commit);
        if (signal.aborted) return;
        this.position = commit.position;
      }
    }
  }

  private async take(commit: RecordedCommit): Promise<void> {
    const { skips = NO_SKIPS, neverStops = false } = this.options;
    if (skips.has(this.name, commit.position)) return;
    try {
      onCommit(commit, () => {
        const { source } = this.following;
        this.following.take(
          commit.events.filter((event) => source.takes(event, commit.ref)),
          commit,
        );
      });
    } catch (error) {
      if (!(error instanceof CannotFollow)) throw error;
      const { stop } = error;
      tellSafely(
        () => this.options.onStop?.(this.name, stop),
        (failure) => this.options.onError?.(this.name, failure),
      );
      if (neverStops) return;
      this.stoppedAt = stop;
      const { signal } = this.stopping;
      while (!signal.aborted && !skips.has(this.name, commit.position)) await pause(LOOK_AGAIN_MS, signal);
      this.stoppedAt = undefined;
    }
  }
}
