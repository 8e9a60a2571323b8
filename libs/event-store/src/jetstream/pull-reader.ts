import type { RecordedCommit } from '@oce/event-sourcing';
import { JetStreamApiError } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type ReadEvent } from '../event-store';
import type { LogBatch, LogSubscription, ReadOptions } from '../log-reader';
import { deliveryInfo, recorded } from './delivery';
import { HEARTBEAT_MS, PullSession, SILENCE_MS } from './pull-session';

const PULL_MESSAGES = 2000;
const RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;

/** The stream that is followed, and who is told of what stands against it. */
export interface FollowedStream {
  readonly stream: string;
  readonly readEvent: ReadEvent;
  readonly onTrouble?: (trouble: Error | undefined) => void;
}

/**
 * Reads the log in order through a short-lived pull consumer, with backpressure: it asks for more when its buffer runs
 * low, also while whoever reads is at work on the last batch. A gap, silence, a lost connection or a deleted consumer make it start a new consumer behind the last
 * commit it has seen. (The client's own ordered consumer has no backpressure in consume mode.)
 */
export class PullReader implements LogSubscription {
  private buffer: RecordedCommit[] = [];
  private lastPosition: number;
  /** So many commits are read ahead. */
  private readonly ahead: number;
  private pending = 0;
  private asked = 0;
  private deliveries = 0;
  private lastSign = 0;
  private broken = false;
  private refusals = 0;
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
          if (isDone && !this.broken) return;
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
    }
  }

  /** A new consumer behind the last commit seen; undefined (after a pause) where the log does not answer. */
  private async open(): Promise<PullSession | undefined> {
    this.asked = 0;
    this.deliveries = 0;
    this.broken = false;
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
      if (this.refusals > 0) this.from.onTrouble?.(undefined);
      this.refusals = 0;
      return session;
    } catch (error) {
      this.from.onTrouble?.(error as Error);
      // Who reads to the end waits for an answer: what the server refuses it will refuse again.
      if (this.options.stopWhenCaughtUp && error instanceof JetStreamApiError)
        throw new StoreUnavailable(`the log does not let itself be read: ${error.message}`, { cause: error });
      const pauseMs = Math.min(RETRY_MS * 2 ** this.refusals++, LONGEST_RETRY_MS);
      await sleep(pauseMs, undefined, { signal: this.options.signal }).catch(() => undefined);
      return undefined;
    }
  }

  private askForMore(session: PullSession): void {
    if (this.asked > this.ahead / 2 || this.buffer.length > this.ahead) return;
    this.asked += this.ahead;
    session.pull(this.ahead);
  }

  private receive(message: Msg): void {
    this.lastSign = performance.now();
    // Only the server's own words have no payload; the headers of a commit are not worth decoding here.
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
    this.buffer.push(recorded(message, info, this.from.readEvent));
    if (this.session) this.askForMore(this.session);
    this.wake();
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
