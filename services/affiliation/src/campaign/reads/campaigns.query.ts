import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
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
export class CampaignsQueryController extends readsOf(campaignsProjection, 'campaign', shown) {}
