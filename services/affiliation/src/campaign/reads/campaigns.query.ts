import { Controller, Get, Param, Query } from '@nestjs/common';
import { fields, InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { campaignsProjection, type CampaignDocument } from './campaigns';

const shown = fields<CampaignDocument>()(
  'campaignId',
  'productId',
  'name',
  'opensOn',
  'lastWeighingOn',
  'status',
  'closedOn',
);

/** Reads campaigns. */
@Scopes('affiliation:read')
@Controller('affiliation/campaigns')
export class CampaignsQueryController {
  constructor(
    @InjectProjection(campaignsProjection) private readonly campaigns: ProjectionView<CampaignDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.campaigns.at(position)).list({}, { limit, after }, shown);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.campaigns.at(position)).show(id, 'campaign', shown);
  }
}
