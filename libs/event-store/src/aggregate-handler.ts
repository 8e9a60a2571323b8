import {
  commandHash,
  conflict,
  DomainError,
  invalid,
  type Aggregate,
  type AggregateRef,
  type Command,
  type Commit,
  type Event,
  type RecordedCommit,
} from '@oce/event-sourcing';
import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import { KnownCommands } from './known-commands';
import type { LogReader } from './log-reader';
import { nothingWritten, type Loaded, type Outcome } from './outcome';
import { OneAtATime } from './one-at-a-time';
import {
  StoreUnavailable,
  subjectOf,
  UnreadableCommit,
  UnsoundCommit,
  WrongExpectedPosition,
  type EventStore,
} from './event-store';
import { readTogether } from './warm-up';

export interface HandlerOptions {
  /** Aggregates whose state is kept in memory; the log's expectation finds a stale one. 20,000 unless told. */
  readonly cacheSize?: number;
  /**
   * How many commits those of them that are long may have together, for what they take grows with these; 100,000 unless
   * told. One that has more alone is kept alone.
   */
  readonly cacheCommits?: number;
  /** What is wrong with events that are about to be written; undefined where they are sound. */
  readonly faultOf?: (events: readonly Event[]) => string | undefined;
}

/** The handler of an aggregate: `HandlerOf<typeof orderAggregate>`. */
export type HandlerOf<A> =
  A extends Aggregate<infer State, infer C, infer E> ? AggregateHandler<State, C, E> : never;

/** An aggregate in memory, with the commands that it has accepted. */
interface Entry<State> extends Omit<Loaded<State>, 'stream'> {
  readonly commands: KnownCommands;
}

/** Aggregates of so many commits are short: their number bounds what they take. */
const SHORT = 32;
const ATTEMPTS = 5;
/** The slug of a refusal that says nothing of the business: others kept coming first. Trying again is right. */
export const CONCURRENT_CHANGES = 'concurrent_changes';

/**
 * The one way of a command: fold, decide, append with the expected position; on a conflict load and decide again, a few
 * times. Commands of one aggregate wait for each other in this process, so that a group commit never meets itself.
 */
export class AggregateHandler<State, C extends Command, E extends Event> {
  private readonly cache: LRUCache<string, Entry<State>>;
  private readonly turns = new OneAtATime();

  constructor(
    private readonly store: EventStore,
    readonly aggregate: Aggregate<State, C, E>,
    private readonly options: HandlerOptions = {},
  ) {
    const { cacheSize: max = 20_000 } = options;
    const maxSize = (options.cacheCommits ?? 100_000) + max;
    const sizeCalculation = ({ version }: Entry<State>) => Math.min(Math.max(1, version - SHORT), maxSize);
    this.cache = new LRUCache({ max, maxSize, sizeCalculation });
  }

  /**
   * Decides a command on an aggregate and writes what follows.
   *
   * @throws DomainError as the decider refuses; `command_id_reused` for another body; `concurrent_changes` in a crowd
   * @throws StoreUnavailable when the log cannot be reached
   * @throws UnsoundCommit, UnreadableCommit for what must not happen; nothing is written then
   */
  handle(id: string, command: C): Promise<Outcome<E>> {
    subjectOf(this.ref(id));
    return this.turns.run(id, () => this.attempt(id, command));
  }

  /** The aggregate as the log holds it now. */
  async load(id: string): Promise<Loaded<State>> {
    const { state, position, version } = await this.refresh(id, this.cache.get(id));
    return { state, stream: this.aggregate.stream, position, version };
  }

  /** The aggregate's commits, oldest first. */
  history(id: string): Promise<RecordedCommit<E>[]> {
    return this.store.load<E>(this.ref(id));
  }

  /** The first outcome of a command that this aggregate accepted before; undefined where its id is new. */
  async outcomeOf(id: string, command: Command): Promise<Outcome<E> | undefined> {
    const { commands } = await this.refresh(id, this.cache.get(id));
    const known = commands.positionOf(command.meta.commandId);
    return known === undefined ? undefined : this.firstOutcome(id, known, commandHash(command));
  }

  /** Whether memory knows that the command was accepted before: whoever wants no outcome need not ask the log. */
  isKnownDone(id: string, commandId: string): boolean {
    return this.cache.get(id)?.commands.positionOf(commandId) !== undefined;
  }

  /** Brings many aggregates into memory by one reading of their kind, where that costs less than a load of each. */
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

  private async attempt(id: string, command: C): Promise<Outcome<E>> {
    const hash = commandHash(command);
    // A new aggregate is the common case on the hottest path: decide on the initial state and let the append tell.
    let entry = this.cache.get(id) ?? this.blank();
    let fresh = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const known = entry.commands.positionOf(command.meta.commandId);
      if (known !== undefined) return this.firstOutcome(id, known, hash);
      if (command.meta.heldAt) return nothingWritten(command.meta.heldAt);
      let events: readonly E[] | undefined;
      try {
        events = this.aggregate.decide(command, entry.state);
      } catch (error) {
        if (fresh || !(error instanceof DomainError)) throw error;
      }
      if (events && events.length > 0) {
        const written = await this.tryAppend(id, entry, command, hash, events);
        if (written) return written;
      } else if (fresh) {
        return nothingWritten({ ...entry, stream: this.aggregate.stream });
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
    this.requireSound(events);
    const commit = this.commitOf(command, hash, entry.version + 1, events);
    const ref = this.ref(id);
    try {
      const position = await this.store.append(ref, entry.position, commit);
      this.cache.set(id, this.advanced(entry, commit, position, ref));
      const { commitId, version } = commit;
      return { stream: this.aggregate.stream, position, version, commitId, events, repeated: false };
    } catch (error) {
      if (error instanceof WrongExpectedPosition) return undefined;
      if (error instanceof StoreUnavailable) this.cache.delete(id);
      throw error;
    }
  }

  /** The log stays sound whatever a decision of ours comes to. */
  private requireSound(events: readonly E[]): void {
    const { context, aggregate, events: known } = this.aggregate;
    for (const { type, v } of events) {
      if (known[type]?.v !== v)
        throw new UnsoundCommit(`${context}.${aggregate} has no event ${type} of version ${v}`);
    }
    const fault = this.options.faultOf?.(events);
    if (fault !== undefined) throw new UnsoundCommit(`${context}.${aggregate}: ${fault}`);
  }

  private commitOf(command: C, hash: string, version: number, events: readonly E[]): Commit<E> {
    const { meta } = command;
    return {
      commitId: randomUUID(),
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

  /** What a command came to, as its one commit tells, and that alone is read. */
  private async firstOutcome(id: string, at: number, hash: string): Promise<Outcome<E>> {
    const [first] = await this.store.load<E>(this.ref(id), at - 1, 1);
    if (first === undefined) throw new StoreUnavailable('the first outcome could not be read');
    if (first.commandHash !== hash) {
      throw invalid(
        'command_id_reused',
        'This command id was used before with another body. Use a new id.',
        'commandId',
      );
    }
    const { position, version, commitId } = first;
    const { stream } = this.aggregate;
    return { stream, position, version, commitId, events: first.events, repeated: true };
  }

  /** Brings what is known of an aggregate up to the log. */
  private async refresh(id: string, from: Entry<State> = this.blank()): Promise<Entry<State>> {
    const behind = await this.store.load<E>(this.ref(id), from.position);
    const entry = this.advance(from, behind);
    if (entry.position > 0) this.cache.set(id, entry);
    return entry;
  }

  private advance(from: Entry<State>, commits: readonly RecordedCommit<E>[]): Entry<State> {
    let entry = from;
    for (const commit of commits) {
      const { fault, position, ref } = commit;
      if (fault !== undefined) throw new UnreadableCommit(subjectOf(ref), position, fault);
      entry = this.advanced(entry, commit, position, ref);
    }
    return entry;
  }

  private advanced(
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
  private evolved(from: State, events: readonly E[], position: number, ref: AggregateRef): State {
    let state = from;
    try {
      for (const event of events) state = this.aggregate.evolve(state, event);
      return state;
    } catch (error) {
      throw new UnreadableCommit(subjectOf(ref), position, (error as Error).message);
    }
  }

  private blank(): Entry<State> {
    return { state: this.aggregate.initial, position: 0, version: 0, commands: new KnownCommands() };
  }

  private ref(id: string): AggregateRef {
    return { context: this.aggregate.context, aggregate: this.aggregate.aggregate, id };
  }
}
