import type { RecordedCommit } from '@oce/event-sourcing';
import { JetStreamApiError } from '@nats-io/jetstream';
import { PermissionViolationError, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type ReadEvent } from '../event-store';
import type { LogBatch, LogSubscription, ReadOptions } from '../log-reader';
import { deliveryInfo, recorded } from './delivery';
import { TYPES_HEADER, TYPES_LENGTH } from './types-header';
import { HEARTBEAT_MS, PullSession, SILENCE_MS } from './pull-session';

const PULL_MESSAGES = 2000;
const RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;
/** Who reads to the end gives up after so many consumers from which nothing came. */
const SILENT_MOST = 3;

/** The stream that is followed, and who is told of what stands against it. */
export interface FollowedStream {
  readonly stream: string;
  readonly readEvent: ReadEvent;
  readonly onTrouble?: (trouble: Error | undefined) => void;
}

/**
 * Reads the log in order through a short-lived pull consumer, with backpressure, which the client's own ordered consumer
 * lacks in consume mode: it asks for more when its buffer runs low. A gap, silence, a lost connection or a deleted
 * consumer make it start a new consumer behind the last commit it has seen.
 */
export class PullReader implements LogSubscription {
  private buffer: RecordedCommit[] = [];
  private lastPosition: number;
  private readonly ahead: number;
  private pending = 0;
  private asked = 0;
  private deliveries = 0;
  private lastSign = 0;
  private broken = false;
  /** Consumers in a row that were refused, or from which nothing came. */
  private failures = 0;
  /** Whether the server has sent anything to the present consumer. */
  private isAnswered = false;
  private session: PullSession | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly from: FollowedStream,
    private readonly options: ReadOptions,
  ) {
    this.lastPosition = options.after;
    this.ahead = Math.max(PULL_MESSAGES, options.maxBatch ?? 0);
  }

  /** Asks the server: nothing is left for this consumer, and nothing is on its way or in the buffer. */
  async isCaughtUp(): Promise<boolean> {
    const session = this.session;
    if (session === undefined || this.broken) return false;
    const { pending, delivered } = await session.progress();
    return pending === 0 && delivered === this.deliveries && this.buffer.length === 0;
  }

  /** Endless batches, each what has arrived since the last one was taken. */
  async *[Symbol.asyncIterator](): AsyncGenerator<LogBatch> {
    const { signal, maxBatch = 500 } = this.options;
    while (!signal?.aborted) {
      const session = await this.open();
      if (session === undefined) continue;
      this.session = session;
      try {
        while (!signal?.aborted && !(this.broken && this.buffer.length === 0)) {
          const isDone = this.options.stopWhenCaughtUp && this.pending === 0 && this.buffer.length === 0;
          if (isDone && !this.broken) return this.answered();
          if (!this.broken) this.askForMore(session);
          if (this.buffer.length === 0) await this.waitForWork();
          if (this.buffer.length > 0 && !signal?.aborted) {
            const commits = this.buffer.splice(0, maxBatch);
            yield { commits, pending: this.pending + this.buffer.length };
          }
        }
      } finally {
        this.session = undefined;
        session.close();
      }
      if (this.deliveries === 0 && !signal?.aborted) await this.afterSilence();
    }
  }

  /** The server delivers: whatever stood against it is over. */
  private answered(): void {
    this.lastSign = performance.now();
    if (this.isAnswered) return;
    this.isAnswered = true;
    this.failures = 0;
    this.tell(undefined);
  }

  /** A consumer that was given and brought nothing: a right is missing, or the server is in trouble. */
  private async afterSilence(): Promise<void> {
    if (!this.isAnswered) {
      const silent = new StoreUnavailable('the log gives a consumer and delivers nothing');
      this.tell(silent);
      if (this.options.stopWhenCaughtUp && this.failures >= SILENT_MOST) throw silent;
    }
    await this.pause();
  }

  private async pause(): Promise<void> {
    const pauseMs = Math.min(RETRY_MS * 2 ** this.failures++, LONGEST_RETRY_MS);
    await sleep(pauseMs, undefined, { signal: this.options.signal }).catch(() => undefined);
  }

  /** Reading goes on whatever becomes of what is told. */
  private tell(trouble: Error | undefined): void {
    try {
      this.from.onTrouble?.(trouble);
    } catch {
      // Whoever is told answers for it.
    }
  }

  /** A new consumer behind the last commit seen; undefined (after a pause) where the log does not answer. */
  private async open(): Promise<PullSession | undefined> {
    this.asked = 0;
    this.deliveries = 0;
    this.broken = false;
    this.isAnswered = false;
    this.lastSign = performance.now();
    try {
      const session = await PullSession.open(
        this.connection,
        this.from.stream,
        this.options.subjects,
        this.lastPosition,
        (m) => this.receive(m),
      );
      this.pending = session.pending;
      return session;
    } catch (error) {
      const trouble = troubleOf(error as Error);
      this.tell(trouble);
      // Who reads to the end waits for an answer: what the server refuses it will refuse again.
      if (this.options.stopWhenCaughtUp && isRefusal(error)) throw trouble;
      await this.pause();
      return undefined;
    }
  }

  private askForMore(session: PullSession): void {
    if (this.asked > this.ahead / 2 || this.buffer.length > this.ahead) return;
    this.asked += this.ahead;
    session.pull(this.ahead);
  }

  private receive(message: Msg): void {
    this.answered();
    // Only the server's own words have a status, and no payload; the headers of a commit are not worth decoding here.
    const code = message.data.length === 0 ? (message.headers?.code ?? 0) : 0;
    if (code !== 0) {
      if (code === 408) this.asked = 0;
      else if (code !== 100) this.broken = true;
      this.wake();
      return;
    }
    const info = deliveryInfo(message.reply ?? '');
    this.deliveries++;
    if (info.delivery !== this.deliveries) {
      this.broken = true;
      this.wake();
      return;
    }
    this.asked--;
    this.pending = info.pending;
    this.lastPosition = info.position;
    if (this.isWanted(message)) this.buffer.push(recorded(message, info, this.from.readEvent));
    if (this.session) this.askForMore(this.session);
    this.wake();
  }

  /** By the types that its header says, so that what is not wanted need not be parsed. */
  private isWanted(message: Msg): boolean {
    const { types } = this.options;
    // The headers are decoded where they are asked for, which takes as long as parsing a small commit.
    const said = types && message.headers?.get(TYPES_HEADER);
    return !said || said.length >= TYPES_LENGTH || said.split(',').some((type) => types.includes(type));
  }

  private waitForWork(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearInterval(watchdog);
        this.options.signal?.removeEventListener('abort', done);
        this.wake = () => undefined;
        resolve();
      };
      const watchdog = setInterval(() => {
        if (performance.now() - this.lastSign > SILENCE_MS) this.broken = true;
        if (this.broken) done();
      }, HEARTBEAT_MS / 2);
      this.options.signal?.addEventListener('abort', done);
      this.wake = done;
    });
  }
}

/** The server's answer is no: it will be the same until somebody changes something. */
const isRefusal = (error: unknown): boolean =>
  error instanceof JetStreamApiError ||
  error instanceof PermissionViolationError ||
  (error as Error).cause instanceof PermissionViolationError;

/** The same words for the same trouble: the consumer's name is another one each time. */
export function troubleOf(error: Error): StoreUnavailable {
  const why = error.message.replaceAll(/read-[0-9a-f-]{36}/g, 'read-*');
  const what = isRefusal(error) ? 'the log does not let itself be read' : 'the log does not answer';
  return new StoreUnavailable(`${what}: ${why}`, { cause: error });
}
