import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate, type ViewSource } from '@oce/service-kit';
import { poolAggregate } from '../../pool/domain/pool';
import type { PoolCommand } from '../../pool/domain/pool.commands';
import type { PoolEvent } from '../../pool/domain/pool.events';
import type { PoolState } from '../../pool/domain/pool.state';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import { closedShares, type SharesView } from './when-pool-closed-then-post-final-shares';

/** Reads the shares of the pools that a batch closes from the log: they are too many for a document. */
@Injectable()
export class SharesOfClosedPools implements ViewSource<SharesView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @InjectAggregate(poolAggregate)
    private readonly pools: AggregateHandler<PoolState, PoolCommand, PoolEvent>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<SharesView> {
    const closed = commits
      .filter((commit) => commit.events.some((event) => event.type === 'PoolClosed'))
      .map((commit) => commit.ref.id);
    const shares = await Promise.all(
      closed.map(async (poolId) => {
        const past = await this.pools.history(poolId);
        return [poolId, closedShares(past.flatMap((commit) => commit.events))] as const;
      }),
    );
    return { schedules: await this.schedules.all(), shares: new Map(shares) };
  }
}
