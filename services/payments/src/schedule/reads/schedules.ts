import { projectionFrom } from '@oce/projections';
import {
  scheduleEvents,
  type DeductionSchedulePublished,
  type PriceSchedulePublished,
} from '../domain/schedule.events';

type Published<Data> = Data & { readonly publishedAt: number };

/** One document a version, with the position of its publication. */
export type ScheduleDocument =
  | (Published<PriceSchedulePublished['data']> & { readonly kind: 'price' })
  | (Published<DeductionSchedulePublished['data']> & { readonly kind: 'deduction' });

/** Which schedules are there? */
export const schedulesProjection = projectionFrom(scheduleEvents)<ScheduleDocument>({
  name: 'schedules',
  version: 1,
  keys: (event) => [event.data.version],
  project(_document, event, { position: publishedAt }) {
    return event.type === 'PriceSchedulePublished'
      ? { kind: 'price', ...event.data, publishedAt }
      : { kind: 'deduction', ...event.data, publishedAt };
  },
});
