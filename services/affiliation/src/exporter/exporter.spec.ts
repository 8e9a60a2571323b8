import type { ExporterAffiliated } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { exporterAggregate } from './domain/exporter';

const exporter = {
  exporterId: 'EX-1',
  name: 'Atlas Export',
  ice: '998827893000109',
  affiliatedOn: '2026-01-01',
};
const affiliated: ExporterAffiliated = { type: 'ExporterAffiliated', v: 1, data: exporter };

describe('an exporter', () => {
  it('is affiliated once; another content under the id is refused', () => {
    given(exporterAggregate, []).when(command('AffiliateExporter', exporter)).then(affiliated);
    given(exporterAggregate, [affiliated]).when(command('AffiliateExporter', exporter)).thenNothing();
    given(exporterAggregate, [affiliated])
      .when(command('AffiliateExporter', { ...exporter, name: 'Another' }))
      .thenRefused('exporter_id_taken');
  });
});
