import type { AggregateRef, Commit, Event, RecordedCommit } from '@oce/event-sourcing';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import {
  CommitTooLarge,
  readAnyEvent,
  refOf,
  StoreBusy,
  StoreUnavailable,
  subjectOf,
  WrongExpectedPosition,
  type EventStore,
  type ReadEvent,
} from '../event-store';
import type { LogReader, LogSubscription, ReadOptions } from '../log-reader';
import { getSubject, type StoredMessage } from './batch-get';
import { GroupCommit, type Outgoing } from './group-commit';
import { PullReader, troubleOf } from './pull-reader';
import { readCommit } from '../read-commit';
import { RequestMux } from './request-mux';
import { inboxPrefixOf } from './connect';
import { typesHeader } from './types-header';

export interface JetStreamStoreOptions {
  readonly stream: string;
  /** How long one request may take before its outcome is looked up. */
  readonly timeoutMs?: number;
  /** How many appends may wait; more are refused with StoreBusy. */
  readonly queueMost?: number;
  /** Makes every event that is read; looks at its shape alone unless told. */
  readonly readEvent?: ReadEvent;
  /** Told why the log cannot be followed, and with undefined that it can again. */
  readonly onTrouble?: (trouble: Error | undefined) => void;
}

/** Bytes that the server adds around a payload (headers and protocol) and counts against the same limit. */
const HEADER_ALLOWANCE_BYTES = 1024;
const APPEND_ATTEMPTS = 3;

/** The log on NATS JetStream: group commit on the way in, batch direct get on the way out. */
export class JetStreamEventStore implements EventStore, LogReader {
  readonly stream: string;
  private readonly mux: RequestMux;
  private readonly group: GroupCommit;
  private readonly timeoutMs: number;
  private readonly readEvent: ReadEvent;

  constructor(
    private readonly connection: NatsConnection,
    private readonly options: JetStreamStoreOptions,
  ) {
    this.stream = options.stream;
    this.timeoutMs = options.timeoutMs ?? 3000;
    this.readEvent = options.readEvent ?? readAnyEvent;
    const unique = randomUUID().replaceAll('-', '').slice(0, 12);
    this.mux = new RequestMux(connection, `${inboxPrefixOf(connection)}.log-${unique}`);
    this.group = new GroupCommit(connection, this.mux, unique, this.timeoutMs, options.queueMost);
  }

  async load<E extends Event = Event>(
    ref: AggregateRef,
    afterPosition = 0,
    most?: number,
  ): Promise<RecordedCommit<E>[]> {
    const make = ({ text, position, acceptedAt, subject }: StoredMessage): RecordedCommit<E> =>
      readCommit(text, { position, acceptedAt, ref: refOf(subject) }, this.readEvent) as RecordedCommit<E>;
    const wanted = { subject: subjectOf(ref), from: afterPosition + 1, most, make };
    return getSubject(this.mux, this.stream, wanted, this.timeoutMs);
  }

  async append(ref: AggregateRef, expectedPosition: number, commit: Commit): Promise<number> {
    const [position] = await this.appendAll(ref, expectedPosition, [commit]);
    return position as number;
  }

  async appendAll(
    ref: AggregateRef,
    expectedPosition: number,
    commits: readonly Commit[],
  ): Promise<number[]> {
    const subject = subjectOf(ref);
    const outgoing = commits.map((commit) => this.outgoing(commit));
    for (let attempt = 1; ; attempt++) {
      try {
        const end = await this.group.append(subject, expectedPosition, outgoing);
        return commits.map((_, at) => end - commits.length + 1 + at);
      } catch (error) {
        // What was never sent needs no looking up.
        if (!(error instanceof StoreUnavailable) || error instanceof StoreBusy) throw error;
        const positions = await this.lookUp(ref, expectedPosition, commits, error);
        if (positions !== undefined) return positions;
        if (attempt === APPEND_ATTEMPTS) throw error;
      }
    }
  }

  private outgoing(commit: Commit): Outgoing {
    // A pooled buffer: a TextEncoder would allocate memory of its own for each commit.
    const payload = Buffer.from(JSON.stringify(commit));
    const limitBytes = (this.connection.info?.max_payload ?? 1024 * 1024) - HEADER_ALLOWANCE_BYTES;
    if (payload.length > limitBytes) throw new CommitTooLarge(payload.length, limitBytes);
    return { payload, types: typesHeader(commit.events) };
  }

  read(options: ReadOptions): LogSubscription {
    const { readEvent, stream } = this;
    return new PullReader(this.connection, { stream, readEvent, onTrouble: this.options.onTrouble }, options);
  }

  async lastPosition(): Promise<number> {
    try {
      const manager = await jetstreamManager(this.connection, { checkAPI: false, timeout: this.timeoutMs });
      return (await manager.streams.info(this.stream)).state.last_seq;
    } catch (error) {
      throw troubleOf(error as Error);
    }
  }

  close(): void {
    this.mux.close();
  }

  /**
   * After an unknown outcome: reads behind the expected position. The commits' own positions if they are there, undefined
   * if nothing is (they may be sent again: the expectation guards them), a conflict if another stands in their place.
   */
  private async lookUp(
    ref: AggregateRef,
    expected: number,
    commits: readonly Commit[],
    cause: StoreUnavailable,
  ): Promise<number[] | undefined> {
    const behind = await this.load(ref, expected).catch(() => {
      throw cause;
    });
    const found = new Map(behind.map(({ commitId, position }) => [commitId, position]));
    const own = commits.flatMap(({ commitId }) => found.get(commitId) ?? []);
    // Written together: where one is, all are.
    if (own.length === commits.length) return own;
    if (behind.length > 0) throw new WrongExpectedPosition(subjectOf(ref), expected);
    return undefined;
  }
}
