import { affiliation } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';

export const cooperativeEvents = affiliation.cooperative;

export type CooperativeEvent = EventOf<typeof cooperativeEvents>;
