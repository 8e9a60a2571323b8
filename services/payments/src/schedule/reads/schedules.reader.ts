import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView } from '@oce/service-kit';
import { SchedulesInForce } from '../domain/schedules-in-force';
import { schedulesProjection, type ScheduleDocument } from './schedules';

/** All schedules: a few documents, read whole. */
@Injectable()
export class SchedulesReader {
  constructor(
    @InjectProjection(schedulesProjection) private readonly view: ProjectionView<ScheduleDocument>,
  ) {}

  async all(): Promise<ScheduleDocument[]> {
    return this.view.all({});
  }

  /** The schedules as they stand now. */
  async inForce(): Promise<SchedulesInForce> {
    return new SchedulesInForce(await this.all());
  }
}
