import { affiliation } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';

export const exporterEvents = affiliation.exporter;
