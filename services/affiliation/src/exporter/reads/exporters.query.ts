import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { exportersProjection, type ExporterDocument } from './exporters';

const shown = fields<ExporterDocument>()('exporterId', 'name', 'ice', 'affiliatedOn');

/** Reads exporters. */
@Scopes('affiliation:read')
@Controller('affiliation/exporters')
export class ExportersQueryController extends readsOf(exportersProjection, 'exporter', shown) {}
