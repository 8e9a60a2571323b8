import { Controller, Get, Param, Query } from '@nestjs/common';
import { fields, InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { cooperativesProjection, type CooperativeDocument } from './cooperatives';

const shown = fields<CooperativeDocument>()(
  'cooperativeId',
  'name',
  'region',
  'ice',
  'affiliatedOn',
  'conventions',
);

/** Reads cooperatives. */
@Scopes('affiliation:read')
@Controller('affiliation/cooperatives')
export class CooperativesQueryController {
  constructor(
    @InjectProjection(cooperativesProjection)
    private readonly cooperatives: ProjectionView<CooperativeDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.cooperatives.at(position)).list({}, { limit, after }, shown);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.cooperatives.at(position)).show(id, 'cooperative', shown);
  }
}
