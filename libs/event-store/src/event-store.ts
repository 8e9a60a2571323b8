import {
  KnownEvents,
  type AggregateRef,
  type Commit,
  type Event,
  type RecordedCommit,
} from '@oce/event-sourcing';

/** The port to the log. Both adapters, JetStream and in memory, pass `event-store.contract.ts`. */
export interface EventStore {
  /** The commits of one aggregate after a position, so many at most, oldest first; `[]` for one that does not exist. */
  load<E extends Event = Event>(
    ref: AggregateRef,
    afterPosition?: number,
    most?: number,
  ): Promise<RecordedCommit<E>[]>;

  /**
   * Writes one commit behind the one expected to be the aggregate's last (0 for a new one), and returns its position.
   *
   * @throws WrongExpectedPosition when another commit came first: load and decide again
   * @throws CommitTooLarge when the message would not fit the log
   * @throws StoreUnavailable when the log cannot be reached; the outcome has been looked up where that was possible
   */
  append(ref: AggregateRef, expectedPosition: number, commit: Commit): Promise<number>;

  /**
   * Writes commits of one aggregate one behind the other, all or none, and returns their positions.
   *
   * @throws as `append` does; NotTogether where the log takes them one by one only, with nothing written
   */
  appendAll(ref: AggregateRef, expectedPosition: number, commits: readonly Commit[]): Promise<number[]>;
}

/** Makes an event out of what the log holds, in the present version of its type. @throws UnreadableEvent */
export type ReadEvent = (stored: unknown, ref: AggregateRef) => Event;

/** Looks at the shape of events alone. */
export const readAnyEvent: ReadEvent = (stored, ref) => nothingKnown.read(stored, ref);
const nothingKnown = new KnownEvents();

/** Another commit stands where this one was to go. */
export class WrongExpectedPosition extends Error {
  override readonly name = 'WrongExpectedPosition';
  constructor(
    readonly subject: string,
    readonly expectedPosition: number,
  ) {
    super(`${subject}: the last commit is not at ${expectedPosition}`);
  }
}

/** The log cannot be reached or does not answer; nothing is known to be written. Try again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A commit of an aggregate cannot be read, so that nothing can be decided on it: somebody wrote past the services. */
export class UnreadableCommit extends Error {
  override readonly name = 'UnreadableCommit';
  constructor(
    readonly subject: string,
    readonly position: number,
    fault: string,
  ) {
    super(`${subject}: the commit at ${position} cannot be read: ${fault}`);
  }
}

/** A commit that must not be written: a defect of ours. */
export class UnsoundCommit extends Error {
  override readonly name = 'UnsoundCommit';
}

/** So many commits wait to be written that another one is not taken. Try again in a moment. */
export class StoreBusy extends StoreUnavailable {}

/** A commit over the log's message limit. */
export class CommitTooLarge extends Error {
  override readonly name = 'CommitTooLarge';
  constructor(
    readonly sizeBytes: number,
    readonly limitBytes: number,
  ) {
    super(`a commit of ${sizeBytes} bytes does not fit the log's limit of ${limitBytes}; split the command`);
  }
}

/** The log did not take several commits at once, for a reason of its own; nothing was written. Send them one by one. */
export class NotTogether extends Error {
  override readonly name = 'NotTogether';
}

/** An id that may not stand in a subject. */
export class InvalidAggregateId extends Error {
  override readonly name = 'InvalidAggregateId';
  constructor(readonly id: string) {
    super(
      `the id ${JSON.stringify(id.slice(0, 60))} may have letters, digits, - and _ only, at most 128 of them`,
    );
  }
}

const ID = /^[A-Za-z0-9_-]{1,128}$/;
const SEGMENT = /^[a-z][a-z0-9-]{0,62}$/;

/** Whether a text may be an aggregate's id: it becomes one token of a subject, so no dots, wildcards or spaces. */
export const isAggregateId = (id: unknown): id is string => typeof id === 'string' && ID.test(id);

/** `evt.<context>.<aggregate>.<id>`; refuses ids that would escape their place in the subject. */
export function subjectOf(ref: AggregateRef): string {
  if (!SEGMENT.test(ref.context) || !SEGMENT.test(ref.aggregate))
    throw new InvalidAggregateId(`${ref.context}.${ref.aggregate}`);
  if (!isAggregateId(ref.id)) throw new InvalidAggregateId(ref.id);
  return `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
}

const lastKind = { prefix: 'evt...', context: '', aggregate: '' };

/** The inverse of `subjectOf`, for what is read from the log: mostly of the same kind as the one before. */
export function refOf(subject: string): AggregateRef {
  if (!subject.startsWith(lastKind.prefix)) {
    const [token = '', context = '', aggregate = '', id] = subject.split('.');
    if (id === undefined) return { context, aggregate, id: '' };
    Object.assign(lastKind, { prefix: `${token}.${context}.${aggregate}.`, context, aggregate });
  }
  const { prefix, context, aggregate } = lastKind;
  const end = subject.indexOf('.', prefix.length);
  return { context, aggregate, id: subject.slice(prefix.length, end === -1 ? undefined : end) };
}

/** Whether a subject matches a filter with NATS wildcards (`*` one token, `>` the rest). */
export function matchesSubject(filter: string, subject: string): boolean {
  const wanted = filter.split('.');
  const given = subject.split('.');
  for (const [at, token] of wanted.entries()) {
    if (token === '>') return given.length > at;
    if (at >= given.length || (token !== '*' && token !== given[at])) return false;
  }
  return wanted.length === given.length;
}
