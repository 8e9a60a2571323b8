import { KnownEvents, type AnyFamily } from '@oce/event-sourcing';
import * as published from './published';

/** Every family of events that a context says to others. */
export function contractFamilies(): AnyFamily[] {
  return Object.values<Readonly<Record<string, AnyFamily>>>(published).flatMap((context) =>
    Object.values(context),
  );
}

/** What reads the log as a whole knows: the contracts in their present version; internal events pass as they are. */
export const contractEvents = (): KnownEvents => new KnownEvents().listenTo(...contractFamilies());
