import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { poolsProjection, type PoolDocument } from '../pools/pools.projection';
import { SchedulesReader } from '../schedules/schedules.reader';
import type { AdvanceView } from './post-advance-on-grading.policy';

/** Reads the schedules and the closed pools. */
@Injectable()
export class AdvanceViewSource implements ViewSource<AdvanceView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
  ) {}

  async viewOf(): Promise<AdvanceView> {
    const [schedules, closed] = await Promise.all([
      this.schedules.all(),
      this.pools.all({ status: 'closed' }),
    ]);
    return { schedules, closed };
  }
}
