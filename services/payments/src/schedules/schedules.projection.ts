import { eventsOf } from '@oce/contracts';
import { defineProjection } from '@oce/projections';
import type {
  DeductionSchedulePublished,
  PriceSchedulePublished,
  ScheduleEvent,
} from '../schedule/schedule.events';

type Published<Data> = Data & { readonly publishedAt: number };

/** One document a version, with the position of its publication. */
export type ScheduleDocument =
  | (Published<PriceSchedulePublished['data']> & { readonly kind: 'price' })
  | (Published<DeductionSchedulePublished['data']> & { readonly kind: 'deduction' });

/** Which schedules are there? */
export const schedulesProjection = defineProjection<ScheduleDocument, ScheduleEvent>({
  name: 'schedules',
  version: 1,
  subjects: [eventsOf('payments', 'schedule')],
  keys: (event) => [event.data.version],
  project(_document, event, { position: publishedAt }) {
    return event.type === 'PriceSchedulePublished'
      ? { kind: 'price', ...event.data, publishedAt }
      : { kind: 'deduction', ...event.data, publishedAt };
  },
});
