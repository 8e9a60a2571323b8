import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { idsWith, InjectAggregate, type ViewSource } from '@oce/service-kit';
import { poolAggregate } from '../../pool/domain/pool';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import { closedShares, type SharesView } from './when-pool-closed-then-post-final-shares';

/** Reads the shares of the pools that a batch closes from the log: they are too many for a document. */
@Injectable()
export class SharesOfClosedPools implements ViewSource<SharesView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<SharesView> {
    const shares = await Promise.all(
      idsWith(commits, 'PoolClosed').map(async (poolId) => {
        const past = await this.pools.history(poolId);
        return [poolId, closedShares(past.flatMap((commit) => commit.events))] as const;
      }),
    );
    return { schedules: await this.schedules.all(), shares: new Map(shares) };
  }
}
