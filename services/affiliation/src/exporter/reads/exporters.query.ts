import { Controller, Get, Param, Query } from '@nestjs/common';
import { fields, InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { exportersProjection, type ExporterDocument } from './exporters';

const shown = fields<ExporterDocument>()('exporterId', 'name', 'ice', 'affiliatedOn');

/** Reads exporters. */
@Scopes('affiliation:read')
@Controller('affiliation/exporters')
export class ExportersQueryController {
  constructor(
    @InjectProjection(exportersProjection) private readonly exporters: ProjectionView<ExporterDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.exporters.at(position)).list({}, { limit, after }, shown);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.exporters.at(position)).show(id, 'exporter', shown);
  }
}
