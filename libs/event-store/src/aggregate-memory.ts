import type { Aggregate, AggregateRef, Command, Commit, Event, RecordedCommit } from '@oce/event-sourcing';
import { LRUCache } from 'lru-cache';
import { subjectOf, UnreadableCommit } from './event-store';
import { KnownCommands } from './known-commands';
import type { LogReader } from './log-reader';
import type { Loaded } from './outcome';
import { readTogether } from './warm-up';

export interface MemoryOptions {
  /** Aggregates whose state is kept in memory; the log's expectation finds a stale one. 20,000 unless told. */
  readonly cacheSize?: number;
  /**
   * How many commits those of them that are long may have together, for what they take grows with these; 100,000 unless
   * told. One that has more alone is kept alone.
   */
  readonly cacheCommits?: number;
}

/** An aggregate in memory, with the commands that it has accepted. */
export interface Entry<State> extends Omit<Loaded<State>, 'stream'> {
  readonly commands: KnownCommands;
}

/** Aggregates of so many commits are short: their number bounds what they take. */
const SHORT = 32;

/** The aggregates of a kind that were asked for last, as far as their commits were read. */
export class AggregateMemory<State, E extends Event> {
  private readonly cache: LRUCache<string, Entry<State>>;

  constructor(
    private readonly aggregate: Aggregate<State, Command & never, E>,
    { cacheSize: max = 20_000, cacheCommits = 100_000 }: MemoryOptions,
  ) {
    const maxSize = cacheCommits + max;
    const sizeCalculation = ({ version }: Entry<State>) => Math.min(Math.max(1, version - SHORT), maxSize);
    this.cache = new LRUCache({ max, maxSize, sizeCalculation });
  }

  get(id: string): Entry<State> | undefined {
    return this.cache.get(id);
  }

  /** Keeps it; whoever read before a write and comes after it does not bring back what was. */
  set(id: string, entry: Entry<State>): void {
    if ((this.cache.get(id)?.position ?? 0) <= entry.position) this.cache.set(id, entry);
  }

  delete(id: string): void {
    this.cache.delete(id);
  }

  /** One of which nothing was read. */
  blank(): Entry<State> {
    return { state: this.aggregate.initial, position: 0, version: 0, commands: new KnownCommands() };
  }

  /** Brings many into memory by one reading of their kind, where that costs less than a load of each. */
  async warm(ids: readonly string[], log: LogReader): Promise<void> {
    const wanted = new Set(ids.filter((id) => !this.cache.has(id)).slice(0, this.cache.max));
    const read = new Map<string, Entry<State>>();
    await readTogether<E>(log, this.aggregate, wanted, (commit) => {
      const { id } = commit.ref;
      if (!wanted.has(id)) return;
      try {
        read.set(id, this.advance(read.get(id) ?? this.blank(), [commit]));
      } catch (error) {
        if (!(error instanceof UnreadableCommit)) throw error;
        // It is found again where a command comes to this aggregate; the others are served.
        wanted.delete(id);
        read.delete(id);
      }
    });
    for (const [id, entry] of read) if (!this.cache.has(id)) this.cache.set(id, entry);
  }

  /** With commits that were read. @throws UnreadableCommit */
  advance(from: Entry<State>, commits: readonly RecordedCommit<E>[]): Entry<State> {
    let entry = from;
    for (const commit of commits) {
      const { fault, position, ref } = commit;
      if (fault !== undefined) throw new UnreadableCommit(subjectOf(ref), position, fault);
      entry = this.advanced(entry, commit, position, ref);
    }
    return entry;
  }

  /** With one commit more. */
  advanced(
    { state, commands }: Entry<State>,
    { events, version, commandId }: Commit<E>,
    position: number,
    ref: AggregateRef,
  ): Entry<State> {
    const next = this.evolved(state, events, position, ref);
    // Entries of one aggregate are handled in turn, so what is known may grow in place.
    commands.add(commandId, position);
    return { state: next, position, version, commands };
  }

  /** The data of an event may have another shape than its type says, where somebody wrote past the services. */
  evolved(from: State, events: readonly E[], position: number, ref: AggregateRef): State {
    let state = from;
    try {
      for (const event of events) state = this.aggregate.evolve(state, event);
      return state;
    } catch (error) {
      throw new UnreadableCommit(subjectOf(ref), position, (error as Error).message);
    }
  }
}
