import { projectionFrom } from '@oce/projections';
import { exporterEvents } from '../domain/exporter.events';

export interface ExporterDocument {
  readonly exporterId: string;
  readonly name: string;
  readonly ice: string;
  readonly affiliatedOn: string;
}

/** Which exporters are affiliated? */
export const exportersProjection = projectionFrom(exporterEvents)<ExporterDocument>({
  name: 'exporters',
  version: 1,
  keys: (event) => [event.data.exporterId],
  project(_document, { data: { exporterId, name, ice, affiliatedOn } }) {
    return { exporterId, name, ice, affiliatedOn };
  },
});
