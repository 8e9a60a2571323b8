import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { campaignsProjection, type CampaignDocument } from './campaigns';

/** Reads campaigns. */
@Scopes('affiliation:read')
@Controller('affiliation/campaigns')
export class CampaignsQueryController {
  constructor(
    @InjectProjection(campaignsProjection) private readonly campaigns: ProjectionView<CampaignDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.campaigns.at(position)).page({}, { limit, after });
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.campaigns.at(position)).get(id, 'campaign');
  }
}
