import { affiliation } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';

export const productEvents = affiliation.product;
