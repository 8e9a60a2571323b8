import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { STREAM } from '../../stream';

export const itemEvents = defineEvents(
  { stream: STREAM, context: '__context__', aggregate: 'item', id: 'itemId' },
  {
    ItemOpened: event<{ itemId: string; title: string; personId: string; contact: Encrypted }>(),
    ItemAcknowledged: event<{ itemId: string }>(),
  },
);
export type ItemOpened = EventOf<typeof itemEvents.ItemOpened>;
export type ItemAcknowledged = EventOf<typeof itemEvents.ItemAcknowledged>;

export type ItemEvent = EventOf<typeof itemEvents>;
