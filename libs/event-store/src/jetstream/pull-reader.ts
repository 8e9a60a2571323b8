import type { Commit, RecordedCommit } from '@oce/event-sourcing';
import {
  AckPolicy,
  DeliverPolicy,
  jetstreamManager,
  ReplayPolicy,
  type ConsumerConfig,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { nanos, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { refOf, type Upcast } from '../event-store';
import type { LogBatch, LogSubscription, ReadOptions } from '../log-reader';
import { inboxPrefixOf } from './connect';

const PULL_MESSAGES = 2000;
const PULL_EXPIRES_MS = 20_000;
const HEARTBEAT_MS = 1000;
/** Silence of so long means that the consumer or the connection is gone. */
const SILENCE_MS = 3 * HEARTBEAT_MS;
const RETRY_MS = 200;

/**
 * Reads the log in order through a short-lived pull consumer, with backpressure: it asks for more only when its buffer
 * runs low. A gap, silence, a lost connection or a deleted consumer make it start a new consumer behind the last
 * commit it has seen. (The client's own ordered consumer has no backpressure in consume mode.)
 */
export class PullReader implements LogSubscription {
  private buffer: RecordedCommit[] = [];
  private lastPosition: number;
  private pending = 0;
  private asked = 0;
  private deliveries = 0;
  private lastSign = 0;
  private broken = false;
  private session: Session | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly stream: string,
    private readonly upcast: Upcast,
    private readonly options: ReadOptions,
  ) {
    this.lastPosition = options.after;
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
  private async open(): Promise<Session | undefined> {
    this.asked = 0;
    this.deliveries = 0;
    this.broken = false;
    this.lastSign = performance.now();
    try {
      const session = await Session.open(
        this.connection,
        this.stream,
        this.options.subjects,
        this.lastPosition,
        (m) => this.receive(m),
      );
      this.pending = session.pending;
      return session;
    } catch {
      await sleep(RETRY_MS, undefined, { signal: this.options.signal }).catch(() => undefined);
      return undefined;
    }
  }

  private askForMore(session: Session): void {
    if (this.asked > PULL_MESSAGES / 2 || this.buffer.length > PULL_MESSAGES) return;
    this.asked += PULL_MESSAGES;
    session.pull(PULL_MESSAGES);
  }

  private receive(message: Msg): void {
    this.lastSign = performance.now();
    const code = message.headers?.code ?? 0;
    if (code !== 0 && message.data.length === 0) {
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
    this.buffer.push(recorded(message, info, this.upcast));
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

/** One ephemeral consumer and the inbox it answers to. */
class Session {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly next: string,
    private readonly inbox: string,
    private readonly subscription: Subscription,
    private readonly consumers: JetStreamManager['consumers'],
    private readonly stream: string,
    private readonly name: string,
    readonly pending: number,
  ) {}

  static async open(
    connection: NatsConnection,
    stream: string,
    subjects: readonly string[],
    after: number,
    receive: (message: Msg) => void,
  ): Promise<Session> {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: SILENCE_MS });
    const name = `read-${randomUUID()}`;
    const config: Partial<ConsumerConfig> = {
      name,
      ack_policy: AckPolicy.None,
      replay_policy: ReplayPolicy.Instant,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: after + 1,
      filter_subjects: [...subjects],
      mem_storage: true,
      num_replicas: 1,
      inactive_threshold: nanos(60_000),
      max_waiting: 16,
    };
    const inbox = `${inboxPrefixOf(connection)}.${name}`;
    const subscription = connection.subscribe(inbox, { callback: (_error, message) => receive(message) });
    try {
      const consumer = await manager.consumers.add(stream, config);
      const next = `$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`;
      return new Session(
        connection,
        next,
        inbox,
        subscription,
        manager.consumers,
        stream,
        name,
        consumer.num_pending,
      );
    } catch (error) {
      subscription.unsubscribe();
      throw error;
    }
  }

  pull(batch: number): void {
    const request = { batch, expires: nanos(PULL_EXPIRES_MS), idle_heartbeat: nanos(HEARTBEAT_MS) };
    this.connection.publish(this.next, JSON.stringify(request), { reply: this.inbox });
  }

  close(): void {
    if (this.connection.isClosed()) return;
    this.subscription.unsubscribe();
    void this.consumers.delete(this.stream, this.name).catch(() => undefined);
  }

  async progress(): Promise<{ pending: number; delivered: number }> {
    const info = await this.consumers.info(this.stream, this.name);
    return { pending: info.num_pending, delivered: info.delivered.consumer_seq };
  }
}

interface DeliveryInfo {
  readonly position: number;
  readonly delivery: number;
  readonly pending: number;
  readonly acceptedAtNanos: string;
}

/** `$JS.ACK.<stream>.<consumer>.<tries>.<stream seq>.<consumer seq>.<nanoseconds>.<pending>`, or with a domain before. */
function deliveryInfo(reply: string): DeliveryInfo {
  const tokens = reply.split('.');
  const at = tokens.length >= 11 ? 7 : 5;
  return {
    position: Number(tokens[at]),
    delivery: Number(tokens[at + 1]),
    acceptedAtNanos: tokens[at + 2] ?? '0',
    pending: Number(tokens[at + 3]),
  };
}

function recorded(message: Msg, info: DeliveryInfo, upcast: Upcast): RecordedCommit {
  const commit = JSON.parse(message.string()) as Commit;
  const acceptedAt = new Date(Number(info.acceptedAtNanos.slice(0, -6))).toISOString();
  return {
    ...commit,
    events: commit.events.map(upcast),
    position: info.position,
    acceptedAt,
    ref: refOf(message.subject),
  };
}
