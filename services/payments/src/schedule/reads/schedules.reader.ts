import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import { SchedulesInForce, type PublishedSchedule } from '../domain/schedules-in-force';
import { schedulesProjection } from './schedules';
import { weighingDaysProjection, type WeighingDays } from './weighing-days';

/** All schedules: a few documents, read whole. */
@Injectable()
export class SchedulesReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(schedulesProjection) private readonly view: ProjectionView<PublishedSchedule>,
    @InjectProjection(weighingDaysProjection) private readonly weighed: ProjectionView<WeighingDays>,
  ) {}

  /** The schedules as far as they have been read. */
  all(): Promise<PublishedSchedule[]> {
    return this.view.all({});
  }

  /** The days on which something was weighed, as far as they have been read: a document a campaign's product. */
  days(): Promise<WeighingDays[]> {
    return this.weighed.all({});
  }

  /** The schedules as they stand now: that of a moment ago decides a price for good, so the log is read to its end. */
  async inForce(): Promise<SchedulesInForce> {
    const end = await this.log.lastPosition();
    await Promise.all([this.view.at(end), this.weighed.at(end)]);
    return new SchedulesInForce(await this.all(), Number.MAX_SAFE_INTEGER, await this.days());
  }
}
