import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogReader, LogSubscription } from '@oce/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Projection } from './projection';
import { keysOf } from './fold';
import { CannotFollow, NO_SKIPS, onCommit, tellSafely, type Skips, type Stop } from './stopped';

const LOOK_AGAIN_MS = 500;

export interface MemoryViewOptions {
  readonly skips?: Skips;
  /** Told where it stops. */
  readonly onStop?: (view: string, stop: Stop) => void;
  /** Told of what ended a reading, which is then begun again. */
  readonly onError?: (view: string, error: unknown) => void;
  /** Passes a commit by that it cannot fold, and says so: for what nobody else could decide to pass by. */
  readonly neverStops?: boolean;
}

/**
 * A small projection kept in memory, for reference data on hot paths (who is affiliated, which campaign is open): read
 * from the beginning of the log at every start, followed from then on. It stops at a commit that it cannot fold, and
 * goes on where an operator has decided to pass it by.
 */
export class MemoryView<Doc extends object> {
  private readonly documents = new Map<string, Doc>();
  private readonly stopping = new AbortController();
  private subscription: LogSubscription | undefined;
  private running: Promise<void> = Promise.resolve();
  private stoppedAt: Stop | undefined;
  private position = 0;

  constructor(
    private readonly log: LogReader,
    private readonly projection: Projection<Doc>,
    private readonly options: MemoryViewOptions = {},
  ) {}

  get name(): string {
    return this.projection.name;
  }

  get subjects(): readonly string[] {
    return this.projection.source.subjects;
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

  get(key: string): Doc | undefined {
    return this.documents.get(key);
  }

  get size(): number {
    return this.documents.size;
  }

  values(): IterableIterator<Doc> {
    return this.documents.values();
  }

  /** As `get`, but for a key that is not there it first makes sure that the view holds all that the log does. */
  async find(key: string, patienceMs = 2_000): Promise<Doc | undefined> {
    const known = this.documents.get(key);
    if (known) return known;
    await this.catchUp(patienceMs);
    return this.documents.get(key);
  }

  /** Waits until everything that is in the log now is in the view; gives up after the time. */
  async catchUp(patienceMs = 10_000): Promise<boolean> {
    const deadline = performance.now() + patienceMs;
    for (let pause = 1; performance.now() < deadline; pause = Math.min(pause * 2, 100)) {
      if (this.stoppedAt) return false;
      if (await this.subscription?.isCaughtUp().catch(() => false)) return true;
      await sleep(pause);
    }
    return false;
  }

  /** A reading that ends by a failure is begun again behind what has been folded. */
  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.followOnce();
        return;
      } catch (error) {
        tellSafely(() => this.options.onError?.(this.name, error));
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async followOnce(): Promise<void> {
    const { signal } = this.stopping;
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
      onCommit(commit, () => this.fold(commit));
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
      while (!signal.aborted && !skips.has(this.name, commit.position))
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      this.stoppedAt = undefined;
    }
  }

  /** The whole commit or nothing of it. */
  private fold(commit: RecordedCommit): void {
    const changed = new Map<string, Doc | undefined>();
    for (const event of commit.events) {
      if (!this.projection.source.takes(event, commit.ref)) continue;
      for (const key of keysOf(this.projection, event, commit)) {
        const before = changed.has(key) ? changed.get(key) : this.documents.get(key);
        changed.set(key, this.projection.project(before, event, commit, key) ?? undefined);
      }
    }
    for (const [key, next] of changed) {
      if (next) this.documents.set(key, next);
      else this.documents.delete(key);
    }
  }
}
