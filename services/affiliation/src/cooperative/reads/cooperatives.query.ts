import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { cooperativesProjection, type CooperativeDocument } from './cooperatives';

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
    return (await this.cooperatives.at(position)).page({}, { limit, after });
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.cooperatives.at(position)).get(id, 'cooperative');
  }
}
