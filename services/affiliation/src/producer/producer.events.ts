import type {
  PersonErased,
  PlotDeclared,
  ProducerAffiliated,
  ProducerContactChanged,
  ProducerLeft,
} from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/** The key that opened the person's fields is gone: the end of an erasure. */
export type PersonKeyDestroyed = Event<'PersonKeyDestroyed', { personId: string }, 1>;

export type ProducerEvent =
  | ProducerAffiliated
  | PlotDeclared
  | ProducerContactChanged
  | ProducerLeft
  | PersonErased
  | PersonKeyDestroyed;
