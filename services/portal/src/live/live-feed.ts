import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { eventsOf } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE } from '@oce/service-kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveHub } from './live-hub';
import { messagesOf, type HeardLive } from './domain/messages';

const LOTS = eventsOf('collection', 'lot');
const HEARD = [eventsOf('collection', 'delivery'), LOTS, eventsOf('payments'), eventsOf('sales', 'invoice')];
const RETRY_MS = 500;

/**
 * Follows the log from now on and passes on what concerns producers: straight from the log to the open pages, with no
 * database in between, so that a page is told as soon as the log has a weighing.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('live-feed');
  private readonly stopping = new AbortController();
  /** Who has something in a closed lot: sales speak of lots only. */
  private readonly members = new Map<string, readonly string[]>();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly log: LogReader,
    private readonly hub: LiveHub,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.follow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const after = await this.whereTheLogEnds();
    const past = this.log.read({
      subjects: [LOTS],
      after: 0,
      maxBatch: 5_000,
      stopWhenCaughtUp: true,
      signal,
    });
    for await (const { commits } of past) for (const commit of commits) this.remember(commit);
    this.hub.start(after);
    for await (const { commits } of this.log.read({ subjects: HEARD, after, signal }))
      for (const commit of commits) this.pass(commit);
  }

  private async whereTheLogEnds(): Promise<number> {
    while (!this.stopping.signal.aborted) {
      try {
        return await this.log.lastPosition();
      } catch (error) {
        this.logger.warn({ retried: (error as Error).message });
        await sleep(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
    return 0;
  }

  private pass(commit: RecordedCommit): void {
    this.remember(commit);
    const membersOf = (lotId: string) => this.members.get(lotId) ?? [];
    const events = commit.events as readonly HeardLive[];
    this.hub.publish(
      commit.position,
      events.flatMap((event) => messagesOf(event, commit, membersOf)),
    );
  }

  private remember({ events }: RecordedCommit): void {
    for (const event of events as readonly HeardLive[]) {
      if (event.type !== 'LotClosed') continue;
      const { lotId, deliveries } = event.data;
      this.members.set(lotId, [...new Set(deliveries.map((one) => one.producerCode))]);
    }
  }
}
