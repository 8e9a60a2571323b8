import { affiliation } from '@oce/contracts';

export const exporterEvents = affiliation.exporter;
