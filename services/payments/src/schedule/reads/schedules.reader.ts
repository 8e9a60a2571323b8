import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import { SchedulesInForce, type PublishedSchedule } from '../domain/schedules-in-force';
import { schedulesProjection } from './schedules';

/** All schedules: a few documents, read whole. */
@Injectable()
export class SchedulesReader {
  constructor(
    @InjectProjection(schedulesProjection) private readonly view: ProjectionView<PublishedSchedule>,
  ) {}

  all(): Promise<PublishedSchedule[]> {
    return this.view.all({});
  }

  /** The schedules as they stand now. */
  async inForce(): Promise<SchedulesInForce> {
    return new SchedulesInForce(await this.all());
  }
}
