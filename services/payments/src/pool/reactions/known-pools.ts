import { Injectable } from '@nestjs/common';
import type { ProceedsReceived, ProceedsReversed } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { ProceedsByOrigin } from '../reads/proceeds-by-origin';
import { poolsProjection, type PoolDocument } from '../reads/pools';
import type { ProceedsView } from './when-proceeds-received-then-pool';

/** Reads all pools, and the goods of the lots that a batch brings money for. */
@Injectable()
export class KnownPoolsSource implements ViewSource<ProceedsView> {
  constructor(
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
    private readonly byOrigin: ProceedsByOrigin,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ProceedsView> {
    const came = commits
      .flatMap(({ events }) => events as readonly (ProceedsReceived | ProceedsReversed)[])
      .filter(({ type }) => type === 'ProceedsReceived' || type === 'ProceedsReversed');
    const sold = came.flatMap(({ data }) => data.parts.map(({ lotId }) => lotId));
    const back = came.filter(({ type }) => type === 'ProceedsReversed').map(({ data }) => data.proceedsId);
    const [pools, lots, receipts] = await Promise.all([
      this.pools.all({}),
      this.byOrigin.lotsOf(sold),
      this.byOrigin.receipts(back),
    ]);
    return { pools, lots, receipts };
  }
}
