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
import { inboxPrefixOf } from './connect';

const PULL_EXPIRES_MS = 20_000;
export const HEARTBEAT_MS = 1_000;
/** Silence of so long means that the consumer or the connection is gone. */
export const SILENCE_MS = 3 * HEARTBEAT_MS;

/** One ephemeral consumer and the inbox it answers to. */
export class PullSession {
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
  ): Promise<PullSession> {
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
      return new PullSession(
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
