import { affiliation } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';

export const productEvents = affiliation.product;

export type ProductEvent = EventOf<typeof productEvents>;
