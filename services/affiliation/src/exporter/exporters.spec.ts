import type { ExporterAffiliated } from '@oce/contracts';
import { projected } from '@oce/testing';
import { exportersProjection } from './reads/exporters';

const event: ExporterAffiliated = {
  type: 'ExporterAffiliated',
  v: 1,
  data: { exporterId: 'X-1', name: 'Nord', ice: '001526374000059', affiliatedOn: '2026-03-01' },
};

describe('exporters', () => {
  it('are what was last said of each', () => {
    const before: ExporterAffiliated = { ...event, data: { ...event.data, name: 'before' } };
    expect(projected(exportersProjection, [event])).toEqual({ 'X-1': event.data });
    expect(projected(exportersProjection, [before, event])).toEqual({ 'X-1': event.data });
  });

  it('are read from the aggregates of their own', () => {
    expect(exportersProjection.source.subjects).toEqual(['evt.affiliation.exporter.*']);
  });
});
