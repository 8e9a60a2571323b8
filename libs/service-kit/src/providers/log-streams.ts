import { Logger } from '@nestjs/common';
import { KnownEvents } from '@oce/event-sourcing';
import { JetStreamEventStore } from '@oce/event-store';
import type { NatsConnection } from '@nats-io/transport-node';

/** The streams of the log that a service works on: one store each, and what is known of their events. */
export class LogStreams {
  readonly known = new KnownEvents();
  private readonly stores = new Map<string, JetStreamEventStore>();
  private readonly troubles = new Map<string, string>();
  private readonly logger = new Logger('log');

  /** @param main the stream of what every context has: its attention list, its keys, its operators' decisions */
  constructor(
    private readonly connection: NatsConnection,
    readonly main: string,
  ) {}

  /** The store of a stream. */
  of(stream: string): JetStreamEventStore {
    let store = this.stores.get(stream);
    if (!store) this.stores.set(stream, (store = this.open(stream)));
    return store;
  }

  /** What stands against following the log, a stream each; empty where all is well. */
  get trouble(): readonly string[] {
    return [...this.troubles].map(([stream, reason]) => `${stream}: ${reason}`);
  }

  close(): void {
    for (const store of this.stores.values()) store.close();
  }

  private open(stream: string): JetStreamEventStore {
    return new JetStreamEventStore(this.connection, {
      stream,
      readEvent: (stored, ref) => this.known.read(stored, ref),
      onTrouble: (trouble) => this.tell(stream, trouble),
    });
  }

  private tell(stream: string, trouble: Error | undefined): void {
    const isKnown = this.troubles.has(stream);
    if (trouble === undefined) {
      if (isKnown) this.logger.log({ stream, isFollowedAgain: true });
      this.troubles.delete(stream);
      return;
    }
    if (!isKnown) this.logger.error({ stream, cannotBeFollowed: trouble.message });
    this.troubles.set(stream, trouble.message);
  }
}
