import {
  commandHash,
  conflict,
  DomainError,
  invalid,
  type AggregateRef,
  type Command,
  type Commit,
  type Decider,
  type Event,
} from '@oce/event-sourcing';
import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import type { Entry, Known } from './entry';
import type { LogReader } from './log-reader';
import type { Loaded, Outcome } from './outcome';
import { StoreUnavailable, subjectOf, WrongExpectedPosition, type EventStore } from './event-store';
import { readTogether } from './warm-up';

export interface HandlerOptions {
  /** Aggregates whose state is kept in memory; the log's expectation finds a stale one. 20,000 unless told. */
  readonly cacheSize?: number;
  readonly newCommitId?: () => string;
}

const ATTEMPTS = 5;
/** The slug of a refusal that says nothing of the business: others kept coming first. Trying again is right. */
export const CONCURRENT_CHANGES = 'concurrent_changes';

/**
 * The one way of a command: fold, decide, append with the expected position; on a conflict load and decide again, a few
 * times. Commands of one aggregate wait for each other in this process, so that a group commit never meets itself.
 */
export class AggregateHandler<State, C extends Command, E extends Event> {
  private readonly cache: LRUCache<string, Entry<State>>;
  private readonly tails = new Map<string, Promise<unknown>>();
  private readonly newCommitId: () => string;

  constructor(
    private readonly store: EventStore,
    readonly decider: Decider<State, C, E>,
    options: HandlerOptions = {},
  ) {
    this.cache = new LRUCache({ max: options.cacheSize ?? 20_000 });
    this.newCommitId = options.newCommitId ?? randomUUID;
  }

  /**
   * Decides a command on an aggregate and writes what follows.
   *
   * @throws DomainError as the decider refuses; `command_id_reused` for another body under a known command id;
   *   `concurrent_changes` when others kept coming first
   * @throws StoreUnavailable when the log cannot be reached
   */
  handle(id: string, command: C): Promise<Outcome<E>> {
    subjectOf(this.ref(id));
    return this.inTurn(id, () => this.attempt(id, command));
  }

  /** The aggregate as the log holds it now. */
  async load(id: string): Promise<Loaded<State>> {
    return this.refresh(id, this.cache.get(id));
  }

  /** The first outcome of a command that this aggregate accepted before; undefined where its id is new. */
  async outcomeOf(id: string, command: Command): Promise<Outcome<E> | undefined> {
    const { commands } = await this.refresh(id, this.cache.get(id));
    const known = commands.get(command.meta.commandId);
    return known && this.firstOutcome(id, known, commandHash(command));
  }

  /** Brings many aggregates into memory by one reading of their kind, where that costs less than a load of each. */
  async warm(ids: readonly string[], log: LogReader): Promise<void> {
    const wanted = new Set(ids.filter((id) => !this.cache.has(id)).slice(0, this.cache.max));
    const read = new Map<string, Entry<State>>();
    await readTogether<E>(log, this.decider, wanted, (commit) =>
      read.set(commit.ref.id, this.advance(read.get(commit.ref.id) ?? this.blank(), [commit])),
    );
    for (const [id, entry] of read) if (!this.cache.has(id)) this.cache.set(id, entry);
  }

  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(id);
    const mine = before === undefined ? work() : before.then(work, work);
    this.tails.set(id, mine);
    const clear = () => {
      if (this.tails.get(id) === mine) this.tails.delete(id);
    };
    mine.then(clear, clear);
    return mine;
  }

  private async attempt(id: string, command: C): Promise<Outcome<E>> {
    const hash = commandHash(command);
    // A new aggregate is the common case on the hottest path: decide on the initial state and let the append tell.
    let entry = this.cache.get(id) ?? this.blank();
    let fresh = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const known = entry.commands.get(command.meta.commandId);
      if (known) return this.firstOutcome(id, known, hash);
      let events: readonly E[] | undefined;
      try {
        events = this.decider.decide(command, entry.state);
      } catch (error) {
        if (fresh || !(error instanceof DomainError)) throw error;
      }
      if (events && events.length > 0) {
        const written = await this.tryAppend(id, entry, command, hash, events);
        if (written) return written;
      } else if (fresh) {
        const { position, version } = entry;
        // What was asked for holds already.
        return { position, version, commitId: '', events: [], repeated: true };
      }
      // A refusal or nothing to do was judged on what is in memory: look at the log before saying so.
      entry = await this.refresh(id, entry);
      fresh = true;
    }
    throw conflict(CONCURRENT_CHANGES, 'Others kept changing this at the same time. Try again.');
  }

  private async tryAppend(
    id: string,
    entry: Entry<State>,
    command: C,
    hash: string,
    events: readonly E[],
  ): Promise<Outcome<E> | undefined> {
    const commit = this.commitOf(command, hash, entry.version + 1, events);
    try {
      const position = await this.store.append(this.ref(id), entry.position, commit);
      this.cache.set(id, this.advance(entry, [{ ...commit, position }]));
      return { position, version: commit.version, commitId: commit.commitId, events, repeated: false };
    } catch (error) {
      if (error instanceof WrongExpectedPosition) return undefined;
      if (error instanceof StoreUnavailable) this.cache.delete(id);
      throw error;
    }
  }

  private commitOf(command: C, hash: string, version: number, events: readonly E[]): Commit<E> {
    const { meta } = command;
    return {
      commitId: this.newCommitId(),
      commandId: meta.commandId,
      commandHash: hash,
      actor: meta.actor,
      at: meta.now,
      correlationId: meta.correlationId,
      ...(meta.causationId === undefined ? {} : { causationId: meta.causationId }),
      version,
      events,
    };
  }

  private async firstOutcome(id: string, known: Known, hash: string): Promise<Outcome<E>> {
    if (known.hash !== hash) {
      throw invalid(
        'command_id_reused',
        'This command id was used before with another body. Use a new id.',
        'commandId',
      );
    }
    const [first] = await this.store.load<E>(this.ref(id), known.position - 1);
    if (first === undefined) throw new StoreUnavailable('the first outcome could not be read');
    const { position, version, commitId } = first;
    return { position, version, commitId, events: first.events, repeated: true };
  }

  /** Brings what is known of an aggregate up to the log. */
  private async refresh(id: string, from: Entry<State> = this.blank()): Promise<Entry<State>> {
    const behind = await this.store.load<E>(this.ref(id), from.position);
    const entry = this.advance(from, behind);
    if (entry.position > 0) this.cache.set(id, entry);
    return entry;
  }

  private advance(entry: Entry<State>, commits: readonly (Commit<E> & { position: number })[]): Entry<State> {
    const last = commits[commits.length - 1];
    if (last === undefined) return entry;
    // Entries of one aggregate are handled in turn, so the map may grow in place.
    const { commands } = entry;
    let state = entry.state;
    for (const commit of commits) {
      commands.set(commit.commandId, { hash: commit.commandHash, position: commit.position });
      for (const event of commit.events) state = this.decider.evolve(state, event);
    }
    return { state, position: last.position, version: last.version, commands };
  }

  private blank(): Entry<State> {
    return { state: this.decider.initial, position: 0, version: 0, commands: new Map() };
  }

  private ref(id: string): AggregateRef {
    return { context: this.decider.context, aggregate: this.decider.aggregate, id };
  }
}
