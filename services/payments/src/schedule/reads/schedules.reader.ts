import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import { SchedulesInForce, type PublishedSchedule } from '../domain/schedules-in-force';
import { schedulesProjection } from './schedules';

/** All schedules: a few documents, read whole. */
@Injectable()
export class SchedulesReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(schedulesProjection) private readonly view: ProjectionView<PublishedSchedule>,
  ) {}

  /** The schedules as far as they have been read. */
  all(): Promise<PublishedSchedule[]> {
    return this.view.all({});
  }

  /** The schedules as they stand now: that of a moment ago decides a price for good, so the log is read to its end. */
  async inForce(): Promise<SchedulesInForce> {
    await this.view.at(await this.log.lastPosition());
    return new SchedulesInForce(await this.all());
  }
}
