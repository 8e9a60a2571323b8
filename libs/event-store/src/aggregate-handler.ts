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
import { randomUUID } from 'node:crypto';
import { AggregateMemory, type Entry, type MemoryOptions } from './aggregate-memory';
import { Gathered } from './gathered';
import type { LogReader } from './log-reader';
import { nothingWritten, type Loaded, type Outcome } from './outcome';
import {
  CommitTooLarge,
  NotTogether,
  StoreUnavailable,
  subjectOf,
  UnsoundCommit,
  WrongExpectedPosition,
  type EventStore,
} from './event-store';

export interface HandlerOptions extends MemoryOptions {
  /** What is wrong with events that are about to be written; undefined where they are sound. */
  readonly faultOf?: (events: readonly Event[]) => string | undefined;
}

/** The handler of an aggregate: `HandlerOf<typeof orderAggregate>`. */
export type HandlerOf<A> =
  A extends Aggregate<infer State, infer C, infer E> ? AggregateHandler<State, C, E> : never;

/** A command that waits for its turn, with whoever is told what it comes to. */
interface Job<C, E extends Event> {
  readonly command: C;
  resolve(outcome: Outcome<E>): void;
  reject(error: unknown): void;
}

/** A command that was decided behind others, which are not written yet. */
interface Decided<State, C, E extends Event> {
  readonly job: Job<C, E>;
  readonly commit: Commit<E>;
  /** The aggregate with it. */
  readonly state: State;
}

const ATTEMPTS = 5;
/** So many commands of one aggregate are decided one behind the other and written together. */
const TOGETHER = 64;
/** The slug of a refusal that says nothing of the business: others kept coming first. Trying again is right. */
export const CONCURRENT_CHANGES = 'concurrent_changes';

/**
 * The one way of a command: fold, decide, append with the expected position; on a conflict load and decide again, a few
 * times. Commands of one aggregate wait for each other in this process, so that a group commit never meets itself; those
 * that have gathered meanwhile are decided one behind the other and written together, for one flush.
 */
export class AggregateHandler<State, C extends Command, E extends Event> {
  private readonly memory: AggregateMemory<State, E>;
  private readonly turns = new Gathered<Job<C, E>>(TOGETHER, (id, jobs) => this.settle(id, jobs));

  constructor(
    private readonly store: EventStore,
    readonly aggregate: Aggregate<State, C, E>,
    private readonly options: HandlerOptions = {},
  ) {
    this.memory = new AggregateMemory(aggregate, options);
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
    return new Promise((resolve, reject) => this.turns.add(id, { command, resolve, reject }));
  }

  /** The aggregate as the log holds it now. */
  async load(id: string): Promise<Loaded<State>> {
    const { state, position, version } = await this.refresh(id, this.memory.get(id));
    return { state, stream: this.aggregate.stream, position, version };
  }

  /**
   * The aggregate as memory has it: no older than what this process wrote or read last, and loaded where memory has
   * nothing. For a look before a command that decides for itself; a refusal on it alone is to be looked at again by `load`.
   */
  async recent(id: string): Promise<State> {
    return (this.memory.get(id) ?? (await this.load(id))).state;
  }

  /** The aggregate's commits, oldest first. */
  history(id: string): Promise<RecordedCommit<E>[]> {
    return this.store.load<E>(this.ref(id));
  }

  /** The first outcome of a command that this aggregate accepted before; undefined where its id is new. */
  async outcomeOf(id: string, command: Command): Promise<Outcome<E> | undefined> {
    const { commands } = await this.refresh(id, this.memory.get(id));
    const known = commands.positionOf(command.meta.commandId);
    return known === undefined ? undefined : this.firstOutcome(id, known, commandHash(command));
  }

  /** Whether memory knows that the command was accepted before: whoever wants no outcome need not ask the log. */
  isKnownDone(id: string, commandId: string): boolean {
    return this.memory.get(id)?.commands.positionOf(commandId) !== undefined;
  }

  /** Brings many aggregates into memory by one reading of their kind, where that costs less than a load of each. */
  warm(ids: readonly string[], log: LogReader): Promise<void> {
    return this.memory.warm(ids, log);
  }

  private async settle(id: string, jobs: readonly Job<C, E>[]): Promise<void> {
    const left = jobs.length > 1 ? await this.together(id, jobs) : jobs;
    for (const job of left) await this.attempt(id, job.command).then(job.resolve, job.reject);
  }

  /**
   * Decides what is in memory to decide, one behind the other, and writes it together. Answers the jobs that are to be
   * looked at by themselves: what came before, is refused or asks for nothing, and all where the log has moved on.
   */
  private async together(id: string, jobs: readonly Job<C, E>[]): Promise<readonly Job<C, E>[]> {
    const entry = this.memory.get(id);
    if (entry === undefined) return jobs;
    const decided = this.decideAll(id, entry, jobs);
    if (decided.length < 2) return jobs;
    try {
      const commits = decided.map(({ commit }) => commit);
      const positions = await this.store.appendAll(this.ref(id), entry.position, commits);
      this.tellAll(id, entry, decided, positions);
    } catch (error) {
      if (isForEachAlone(error)) return jobs;
      if (error instanceof StoreUnavailable) this.memory.delete(id);
      for (const { job } of decided) job.reject(error);
    }
    const done = new Set(decided.map(({ job }) => job));
    return jobs.filter((job) => !done.has(job));
  }

  private decideAll(id: string, entry: Entry<State>, jobs: readonly Job<C, E>[]): Decided<State, C, E>[] {
    const decided: Decided<State, C, E>[] = [];
    const ids = new Set<string>();
    let { state, version } = entry;
    for (const job of jobs) {
      const { command } = job;
      const { commandId, heldAt } = command.meta;
      if (heldAt || ids.has(commandId) || entry.commands.positionOf(commandId) !== undefined) continue;
      try {
        const events = this.aggregate.decide(command, state);
        if (events.length === 0) continue;
        this.requireSound(events);
        state = this.memory.evolved(state, events, entry.position, this.ref(id));
        const commit = this.commitOf(command, commandHash(command), ++version, events);
        decided.push({ job, commit, state });
        ids.add(commandId);
      } catch {
        // Looked at by itself, it comes to the same again, and whoever sent it is told.
      }
    }
    return decided;
  }

  private tellAll(
    id: string,
    { commands }: Entry<State>,
    decided: readonly Decided<State, C, E>[],
    positions: readonly number[],
  ): void {
    for (const [at, { job, commit, state }] of decided.entries()) {
      const position = positions[at] as number;
      commands.add(commit.commandId, position);
      this.memory.set(id, { state, position, version: commit.version, commands });
      job.resolve(this.outcomeOfWritten(commit, position));
    }
  }

  private outcomeOfWritten({ commitId, version, events }: Commit<E>, position: number): Outcome<E> {
    return { stream: this.aggregate.stream, position, version, commitId, events, repeated: false };
  }

  private async attempt(id: string, command: C): Promise<Outcome<E>> {
    const hash = commandHash(command);
    // A new aggregate is the common case on the hottest path: decide on the initial state and let the append tell.
    let entry = this.memory.get(id) ?? this.memory.blank();
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
      this.memory.set(id, this.memory.advanced(entry, commit, position, ref));
      return this.outcomeOfWritten(commit, position);
    } catch (error) {
      if (error instanceof WrongExpectedPosition) return undefined;
      if (error instanceof StoreUnavailable) this.memory.delete(id);
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
  private async refresh(id: string, from: Entry<State> = this.memory.blank()): Promise<Entry<State>> {
    const behind = await this.store.load<E>(this.ref(id), from.position);
    const entry = this.memory.advance(from, behind);
    if (entry.position > 0) this.memory.set(id, entry);
    return entry;
  }

  private ref(id: string): AggregateRef {
    return { context: this.aggregate.context, aggregate: this.aggregate.aggregate, id };
  }
}

/** Whether what did not go together is sent one by one: another came first, or the log does not take it so. */
const isForEachAlone = (error: unknown): boolean =>
  error instanceof WrongExpectedPosition || error instanceof NotTogether || error instanceof CommitTooLarge;
