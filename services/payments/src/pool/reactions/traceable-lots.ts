import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { lotKindsProjection, type LotKindDocument } from '../reads/lot-kinds';
import { poolsProjection, type PoolDocument } from '../reads/pools';
import type { LotsAndClosings } from './when-pool-closed-then-ask-about-lots';

/** Reads the lots that are offered as traceable, and the pools of campaigns that are closed. */
@Injectable()
export class TraceableLotsSource implements ViewSource<LotsAndClosings> {
  constructor(
    @InjectProjection(lotKindsProjection) private readonly lots: ProjectionView<LotKindDocument>,
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
  ) {}

  async viewOf(): Promise<LotsAndClosings> {
    const [lots, closed] = await Promise.all([
      this.lots.all({ kind: 'traceable' }),
      this.pools.all({ kind: 'pooled', closedAt: { $ne: null } }),
    ]);
    return { lots, closed };
  }
}
