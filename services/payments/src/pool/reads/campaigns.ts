import { affiliation } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface CampaignDocument {
  readonly campaignId: string;
  readonly isOpen: boolean;
}

/** Which campaigns still take in? */
export const campaignsProjection = projectionFrom(
  affiliation.campaign.CampaignOpened,
  affiliation.campaign.CampaignClosed,
)<CampaignDocument>({
  name: 'campaigns',
  version: 1,
  keys: (event) => [event.data.campaignId],
  project: (_document, { type, data: { campaignId } }) => ({
    campaignId,
    isOpen: type === 'CampaignOpened',
  }),
});
