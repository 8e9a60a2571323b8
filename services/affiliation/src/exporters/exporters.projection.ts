import { eventsOf, type ExporterAffiliated } from '@oce/contracts';
import { defineProjection } from '@oce/projections';

export type ExporterDocument = Readonly<ExporterAffiliated['data']>;

/** Which exporters are affiliated? */
export const exportersProjection = defineProjection<ExporterDocument, ExporterAffiliated>({
  name: 'exporters',
  version: 1,
  subjects: [eventsOf('affiliation', 'exporter')],
  keys: (event) => [event.data.exporterId],
  project: (_document, event) => event.data,
});
