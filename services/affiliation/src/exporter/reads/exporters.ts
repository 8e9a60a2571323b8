import type { ExporterAffiliated } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { exporterEvents } from '../domain/exporter';

export type ExporterDocument = ExporterAffiliated['data'];

/** Which exporters are affiliated? */
export const exportersProjection = projectionFrom(exporterEvents)<ExporterDocument>({
  name: 'exporters',
  version: 1,
  keys: (event) => [event.data.exporterId],
  project: (_document, { data }) => data,
});
