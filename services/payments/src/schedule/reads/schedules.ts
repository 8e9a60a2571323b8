import { projectionFrom } from '@oce/projections';
import { scheduleEvents } from '../domain/schedule.events';
import type { PublishedSchedule } from '../domain/schedules-in-force';

/** Which schedules are there? */
export const schedulesProjection = projectionFrom(scheduleEvents)<PublishedSchedule>({
  name: 'schedules',
  version: 1,
  keys: (event) => [event.data.version],
  project(_document, event, { position: publishedAt }) {
    if (event.type === 'PriceSchedulePublished') {
      const { version, campaignId, productId, validFrom, advancePpm, grades } = event.data;
      return { kind: 'price', version, campaignId, productId, validFrom, advancePpm, grades, publishedAt };
    }
    const { version, validFrom, capsPpm, floorPpm } = event.data;
    return { kind: 'deduction', version, validFrom, capsPpm, floorPpm, publishedAt };
  },
});
