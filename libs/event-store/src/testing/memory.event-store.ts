import type { AggregateRef, Commit, Event, RecordedCommit } from '@oce/event-sourcing';
import {
  CommitTooLarge,
  matchesSubject,
  readAnyEvent,
  refOf,
  subjectOf,
  WrongExpectedPosition,
  type EventStore,
  type ReadEvent,
} from '../event-store';
import { readCommit } from '../read-commit';
import type { LogBatch, LogReader, LogSubscription, ReadOptions } from '../log-reader';

interface Entry {
  readonly subject: string;
  readonly json: string;
  readonly acceptedAt: string;
}

/** The log in memory, for specs: the same contract as JetStream's, nothing survives the process. */
export class MemoryEventStore implements EventStore, LogReader {
  private readonly entries: Entry[] = [];
  private readonly lastOf = new Map<string, number>();
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly acceptedAt: () => string = () => '2026-10-01T08:00:00.000Z',
    private readonly limitBytes = 1024 * 1024,
    private readonly readEvent: ReadEvent = readAnyEvent,
  ) {}

  load<E extends Event = Event>(
    ref: AggregateRef,
    afterPosition = 0,
    most = Infinity,
  ): Promise<RecordedCommit<E>[]> {
    const subject = subjectOf(ref);
    const found: RecordedCommit<E>[] = [];
    for (let at = afterPosition; at < this.entries.length && found.length < most; at++) {
      if (this.entries[at]?.subject === subject) found.push(this.recorded(at) as RecordedCommit<E>);
    }
    return Promise.resolve(found);
  }

  async append(ref: AggregateRef, expectedPosition: number, commit: Commit): Promise<number> {
    return this.write(ref, expectedPosition, [commit]);
  }

  async appendAll(
    ref: AggregateRef,
    expectedPosition: number,
    commits: readonly Commit[],
  ): Promise<number[]> {
    const end = await this.write(ref, expectedPosition, commits);
    return commits.map((_, at) => end - commits.length + at + 1);
  }

  /** All or none; answers the position of the last. */
  private async write(
    ref: AggregateRef,
    expectedPosition: number,
    commits: readonly Commit[],
  ): Promise<number> {
    const subject = subjectOf(ref);
    const texts = commits.map((commit) => JSON.stringify(commit));
    for (const json of texts) {
      const sizeBytes = Buffer.byteLength(json);
      if (sizeBytes > this.limitBytes) throw new CommitTooLarge(sizeBytes, this.limitBytes);
    }
    await Promise.resolve();
    if ((this.lastOf.get(subject) ?? 0) !== expectedPosition)
      throw new WrongExpectedPosition(subject, expectedPosition);
    for (const json of texts) this.entries.push({ subject, json, acceptedAt: this.acceptedAt() });
    this.lastOf.set(subject, this.entries.length);
    for (const wake of this.waiting) wake();
    return this.entries.length;
  }

  lastPosition(): Promise<number> {
    return Promise.resolve(this.entries.length);
  }

  read(options: ReadOptions): LogSubscription {
    const progress = { at: options.after };
    return {
      [Symbol.asyncIterator]: () => this.batches(options, progress),
      isCaughtUp: () => Promise.resolve(progress.at === this.entries.length),
    };
  }

  private async *batches(options: ReadOptions, progress: { at: number }): AsyncGenerator<LogBatch> {
    let at = options.after;
    while (!options.signal?.aborted) {
      const matching: number[] = [];
      for (let i = at; i < this.entries.length; i++) {
        if (options.subjects.some((filter) => matchesSubject(filter, this.entries[i]?.subject ?? '')))
          matching.push(i);
      }
      at = this.entries.length;
      const size = options.maxBatch ?? 500;
      for (let i = 0; i < matching.length; i += size) {
        const part = matching.slice(i, i + size);
        const commits = part.map((index) => this.recorded(index));
        const { types } = options;
        yield {
          commits: types
            ? commits.filter(({ events }) => events.some((one) => types.includes(one.type)))
            : commits,
          pending: matching.length - i - part.length,
        };
      }
      progress.at = at;
      if (at === this.entries.length && options.stopWhenCaughtUp) return;
      if (at === this.entries.length) await this.nextAppend(options.signal);
    }
  }

  private nextAppend(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal?.addEventListener('abort', wake);
      if (signal?.aborted) wake();
    });
  }

  private recorded(index: number): RecordedCommit {
    const entry = this.entries[index] as Entry;
    const { acceptedAt, subject, json } = entry;
    return readCommit(json, { position: index + 1, acceptedAt, ref: refOf(subject) }, this.readEvent);
  }
}
