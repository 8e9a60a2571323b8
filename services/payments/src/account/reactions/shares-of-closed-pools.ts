import { Inject, Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { EventStore } from '@oce/event-store';
import { EVENT_STORE, type ViewSource } from '@oce/service-kit';
import type { PoolEvent } from '../../pool/domain/pool.events';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import { closedShares, type SharesView } from './when-pool-closed-then-post-final-shares';

/** Reads the shares of the pools that a batch closes from the log: they are too many for a document. */
@Injectable()
export class SharesViewSource implements ViewSource<SharesView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<SharesView> {
    const closed = commits
      .filter((commit) => commit.events.some((event) => event.type === 'PoolClosed'))
      .map((commit) => commit.ref);
    const shares = await Promise.all(
      closed.map(async (ref) => {
        const past = await this.store.load<PoolEvent>(ref);
        return [ref.id, closedShares(past.flatMap((commit) => commit.events))] as const;
      }),
    );
    return { schedules: await this.schedules.all(), shares: new Map(shares) };
  }
}
