import { affiliation, OCE } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const producerEvents = defineEvents(
  { stream: OCE, context: 'affiliation', aggregate: 'producer', id: 'personId' },
  {
    ...affiliation.producer,
    /** The key that opened the person's fields is gone: the end of an erasure. */
    PersonKeyDestroyed: event<{ personId: string }>(),
  },
);

export type ProducerEvent = EventOf<typeof producerEvents>;
