import { Injectable, Logger } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { followedSource, type Envelope, type Following, type MemoryView } from '@oce/projections';
import { InjectMemoryView, ServiceRegistry } from '@oce/service-kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEARD, messagesOf, type HeardEvent } from './domain/messages';
import { LiveHub } from './live-hub';
import { lotMembers, membersOf, type LotMembers } from './reads/lot-members';

const RETRY_MS = 500;

/**
 * Follows the log from now on and passes on what concerns producers: straight from the log to the open pages, with no
 * database in between, so that a page is told as soon as the log has a weighing. It stops as a view does.
 */
@Injectable()
export class LiveFeed implements Following<HeardEvent> {
  readonly name = 'live-feed';
  readonly source = followedSource(HEARD);
  private readonly logger = new Logger(this.name);
  /** Of lots that were closed since it began: the view of all lots may be a moment behind. */
  private readonly closedSince = new Map<string, readonly string[]>();

  constructor(
    registry: ServiceRegistry,
    private readonly hub: LiveHub,
    @InjectMemoryView(lotMembers) private readonly lots: MemoryView<LotMembers>,
  ) {
    registry.addFollower(this);
  }

  async begin(log: LogReader, signal: AbortSignal): Promise<number> {
    const position = await this.endOf(log, signal);
    // A view that stands still is not waited for: pages are told of everything else.
    while (!signal.aborted && !this.lots.stopped && !(await this.lots.catchUp()))
      this.logger.warn({ waitsFor: this.lots.name });
    this.hub.start(position);
    return position;
  }

  take(events: readonly HeardEvent[], { position, at }: Envelope): void {
    for (const event of events) {
      if (event.type === 'LotClosed')
        this.closedSince.set(event.data.lotId, membersOf(event.data.deliveries));
    }
    const membersIn = (lotId: string) =>
      this.closedSince.get(lotId) ?? this.lots.get(lotId)?.producerCodes ?? [];
    this.hub.publish(
      position,
      events.flatMap((event) => messagesOf(event, at, membersIn)),
    );
  }

  private async endOf(log: LogReader, signal: AbortSignal): Promise<number> {
    while (!signal.aborted) {
      try {
        return await log.lastPosition();
      } catch (error) {
        this.logger.warn({ retried: (error as Error).message });
        await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return 0;
  }
}
