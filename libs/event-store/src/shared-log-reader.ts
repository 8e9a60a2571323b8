import type { RecordedCommit } from '@oce/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from './event-store';
import type { LogBatch, LogReader, LogSubscription, ReadOptions } from './log-reader';
import { compileFilters, type SubjectFilter } from './subject-filter';

/** Commits kept for those who follow; who falls further behind reads on its own until it has caught up. */
const KEPT = 8_192;
const RETRY_MS = 500;

/**
 * One reading of the log for all who follow it in a process: each commit crosses the wire once and is parsed once,
 * however many projections, views and policies there are. A reader that starts behind, or is slow, reads the log on its
 * own and joins when it has caught up; so a slow one never holds the others.
 */
export class SharedLogReader implements LogReader {
  private recent: RecordedCommit[] = [];
  /** Everything of the shared subjects behind this position is in `recent`. */
  private keptFrom = 0;
  private waiting = new Set<() => void>();
  private subscription: LogSubscription | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  private begin: () => void = () => undefined;
  private readonly begun = new Promise<void>((resolve) => (this.begin = resolve));

  /**
   * @param subjects filters of all who will read; asked for when it starts
   * @param onError told of what ended a reading, which is then begun again
   */
  constructor(
    private readonly log: LogReader,
    private readonly subjects: () => readonly string[],
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  /** Begins at the log's present end; readers wait for this. Throws where the log is away: call it again. */
  async start(): Promise<void> {
    this.keptFrom = await this.log.lastPosition();
    this.running = this.follow();
    this.begin();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.begin();
    this.wakeAll();
    await this.running;
  }

  lastPosition(): Promise<number> {
    return this.log.lastPosition();
  }

  read(options: ReadOptions): LogSubscription {
    if (options.stopWhenCaughtUp) return this.log.read(options);
    const progress = { at: options.after, isLive: false };
    const passes = compileFilters(options.subjects);
    return {
      [Symbol.asyncIterator]: () => this.batches(options, passes, progress),
      isCaughtUp: async () =>
        progress.isLive &&
        (await this.isCaughtUp()) &&
        !this.recent.some((one) => one.position > progress.at && passes(one.ref)),
    };
  }

  private async isCaughtUp(): Promise<boolean> {
    return (await this.subscription?.isCaughtUp()) ?? false;
  }

  private async *batches(
    options: ReadOptions,
    passes: SubjectFilter,
    progress: { at: number; isLive: boolean },
  ): AsyncGenerator<LogBatch> {
    const { signal, maxBatch = 500 } = options;
    await this.begun;
    while (!signal?.aborted && !this.stopping.signal.aborted) {
      progress.isLive = progress.at >= this.keptFrom;
      if (!progress.isLive) {
        // `keptFrom` is read first: what comes while this reads on is kept behind it.
        const joinsAt = this.keptFrom;
        try {
          const behind = { ...options, after: progress.at, stopWhenCaughtUp: true };
          for await (const batch of this.log.read(behind)) {
            progress.at = batch.commits.at(-1)?.position ?? progress.at;
            yield batch;
          }
          progress.at = Math.max(progress.at, joinsAt);
        } catch (error) {
          // An endless reading waits until it is let in; who is refused is told of by the log itself.
          if (!(error instanceof StoreUnavailable)) throw error;
          await pause(signal, this.stopping.signal);
        }
        continue;
      }
      const { commits, left } = this.take(progress, passes, maxBatch);
      if (commits.length > 0) yield { commits, pending: left };
      else await this.nextCommit(signal);
    }
  }

  private take(
    progress: { at: number },
    passes: SubjectFilter,
    maxBatch: number,
  ): { commits: RecordedCommit[]; left: number } {
    const commits: RecordedCommit[] = [];
    let index = firstBehind(this.recent, progress.at);
    for (; index < this.recent.length && commits.length < maxBatch; index++) {
      const commit = this.recent[index] as RecordedCommit;
      if (passes(commit.ref)) commits.push(commit);
      progress.at = commit.position;
    }
    return { commits, left: this.recent.length - index };
  }

  /** One that ends by a failure begins again behind what it has brought. */
  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.followOnce();
      } catch (error) {
        this.onError(error);
        await pause(signal);
      }
    }
  }

  private async followOnce(): Promise<void> {
    const { signal } = this.stopping;
    const after = this.recent.at(-1)?.position ?? this.keptFrom;
    this.subscription = this.log.read({ subjects: this.subjects(), after, maxBatch: 1_000, signal });
    for await (const { commits } of this.subscription) {
      this.recent.push(...commits);
      if (this.recent.length > 2 * KEPT) {
        const dropped = this.recent.splice(0, this.recent.length - KEPT);
        this.keptFrom = dropped.at(-1)?.position ?? this.keptFrom;
      }
      this.wakeAll();
    }
  }

  private wakeAll(): void {
    const all = this.waiting;
    this.waiting = new Set();
    for (const wake of all) wake();
  }

  private nextCommit(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal?.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      signal?.addEventListener('abort', wake);
      if (signal?.aborted || this.stopping.signal.aborted) wake();
    });
  }
}

/** Index of the first commit behind a position; they stand in order. */
function firstBehind(commits: readonly RecordedCommit[], position: number): number {
  let low = 0;
  let high = commits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commits[middle] as RecordedCommit).position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function pause(...signals: (AbortSignal | undefined)[]): Promise<void> {
  const given = signals.filter((one) => one !== undefined);
  await sleep(RETRY_MS, undefined, { signal: AbortSignal.any(given) }).catch(() => undefined);
}
