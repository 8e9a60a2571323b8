import { projectionFrom } from '@oce/projections';
import { scheduleEvents } from '../domain/schedule.events';
import type { PublishedSchedule } from '../domain/schedules-in-force';

/** Which schedules are there? */
export const schedulesProjection = projectionFrom(
  scheduleEvents.PriceSchedulePublished,
  scheduleEvents.PurchasePricesPublished,
  scheduleEvents.DeductionSchedulePublished,
  scheduleEvents.ChargeSchedulePublished,
)<PublishedSchedule>({
  name: 'schedules',
  version: 1,
  keys: (event) => [event.data.version],
  project(_document, event, { position: publishedAt }) {
    if (event.type === 'PriceSchedulePublished') {
      const { version, campaignId, productId, validFrom, advancePpm } = event.data;
      const grades = event.data.grades.map(({ grade, pricePerKgCentimes, pointsPpm }) => ({
        grade,
        pricePerKgCentimes,
        pointsPpm,
      }));
      return { kind: 'price', version, campaignId, productId, validFrom, advancePpm, grades, publishedAt };
    }
    if (event.type === 'PurchasePricesPublished') {
      const { version, productId, validFrom } = event.data;
      const grades = event.data.grades.map(({ grade, pricePerKgCentimes }) => ({
        grade,
        pricePerKgCentimes,
      }));
      return { kind: 'purchase', version, productId, validFrom, grades, publishedAt };
    }
    if (event.type === 'ChargeSchedulePublished') {
      const { version, validFrom } = event.data;
      const kinds = event.data.kinds.map(({ kind, name }) => ({ kind, name }));
      return { kind: 'charge', version, validFrom, kinds, publishedAt };
    }
    const { version, validFrom, floorPpm } = event.data;
    const { legal, insurance, input_credit, voluntary } = event.data.capsPpm;
    const capsPpm = { legal, insurance, input_credit, voluntary };
    return { kind: 'deduction', version, validFrom, capsPpm, floorPpm, publishedAt };
  },
});
