import type { ExporterAffiliated } from '@oce/contracts';
import type { Envelope } from '@oce/projections';
import { exportersProjection } from './reads/exporters';

const event: ExporterAffiliated = {
  type: 'ExporterAffiliated',
  v: 1,
  data: { exporterId: 'X-1', name: 'Nord', ice: '001526374000059', affiliatedOn: '2026-03-01' },
};

describe('exporters', () => {
  it('are what was last said of each', () => {
    const after = (document?: ExporterAffiliated['data']) =>
      exportersProjection.project(document, event, {} as Envelope, 'X-1');
    expect(exportersProjection.keys(event, {} as Envelope)).toEqual(['X-1']);
    expect(after()).toEqual(event.data);
    expect(after({ ...event.data, name: 'before' })).toEqual(event.data);
  });

  it('are read from the aggregates of their own', () => {
    expect(exportersProjection.subjects).toEqual(['evt.affiliation.exporter.*']);
  });
});
