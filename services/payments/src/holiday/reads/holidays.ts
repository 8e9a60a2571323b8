import { projectionFrom } from '@oce/projections';
import { holidayEvents, type HolidayDecreed } from '../domain/holiday';

/** On which days do banks not work by decree? */
export const holidaysProjection = projectionFrom(holidayEvents)<HolidayDecreed['data']>({
  name: 'holidays',
  version: 1,
  keys: (event) => [event.data.day],
  project: {
    HolidayDecreed: (_document, { data: { day, name, decree } }) => ({ day, name, decree }),
    HolidayWithdrawn: () => undefined,
  },
});
