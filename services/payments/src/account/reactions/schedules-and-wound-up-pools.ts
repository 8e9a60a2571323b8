import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { poolsProjection, type PoolDocument } from '../../pool/reads/pools';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import type { AdvanceView } from './when-delivery-graded-then-post-advance';

/** Reads the schedules and the pools that are wound up. */
@Injectable()
export class SchedulesAndWoundUpPools implements ViewSource<AdvanceView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
  ) {}

  async viewOf(): Promise<AdvanceView> {
    const [schedules, days, woundUp] = await Promise.all([
      this.schedules.all(),
      this.schedules.days(),
      this.pools.all({ status: 'wound_up' }),
    ]);
    return { schedules, days, woundUp };
  }
}
