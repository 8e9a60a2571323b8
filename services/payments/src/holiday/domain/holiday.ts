import { OCE } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';

export const holidayEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'holiday', id: 'day' },
  {
    /** A feast that follows the moon, on the day that was decreed: banks do not work on it. */
    HolidayDecreed: event<{ day: string; name: string; decree: string }>(),
    /** The decree was taken back, or the moon was seen on another evening: banks work on this day. */
    HolidayWithdrawn: event<{ day: string; reason: string }>(),
  },
);
export type HolidayDecreed = EventOf<typeof holidayEvents.HolidayDecreed>;
export type HolidayWithdrawn = EventOf<typeof holidayEvents.HolidayWithdrawn>;

export type DecreeHoliday = Command<'DecreeHoliday', HolidayDecreed['data']>;
export type WithdrawHoliday = Command<'WithdrawHoliday', HolidayWithdrawn['data']>;

export interface HolidayState {
  readonly decreed?: HolidayDecreed['data'];
}

/** A day on which banks do not work by decree; its id is the day. */
export const holidayAggregate = defineAggregate<
  HolidayState,
  DecreeHoliday | WithdrawHoliday,
  typeof holidayEvents
>(holidayEvents, {
  initial: {},
  decide: {
    DecreeHoliday({ data }, { decreed }) {
      if (decreed === undefined) return [holidayEvents.HolidayDecreed(data)];
      const message = `This day is a holiday already: ${decreed.name}, ${decreed.decree}. Withdraw that first.`;
      if (!saysTheSame(decreed, data)) throw conflict('holiday_decreed', message, 'day');
      return [];
    },
    WithdrawHoliday: ({ data }, { decreed }) =>
      decreed === undefined ? [] : [holidayEvents.HolidayWithdrawn(data)],
  },
  evolve: {
    HolidayDecreed: (_state, { data }) => ({ decreed: data }),
    HolidayWithdrawn: () => ({}),
  },
});
