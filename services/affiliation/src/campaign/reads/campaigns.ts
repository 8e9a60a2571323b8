import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { campaignEvents } from '../domain/campaign.events';

export interface CampaignDocument {
  readonly campaignId: string;
  readonly productId: string;
  readonly name: string;
  readonly opensOn: string;
  readonly lastWeighingOn: string;
  readonly status: 'open' | 'closed';
  readonly closedOn: string | null;
}

/** Which campaigns are there, and which are closed? */
export const campaignsProjection = projectionFrom(campaignEvents)<CampaignDocument>({
  name: 'campaigns',
  version: 1,
  keys: (event) => [event.data.campaignId],
  project(document, event) {
    switch (event.type) {
      case 'CampaignOpened': {
        const { campaignId, productId, name, opensOn, lastWeighingOn } = event.data;
        return { campaignId, productId, name, opensOn, lastWeighingOn, status: 'open', closedOn: null };
      }
      case 'CampaignClosed':
        return document && { ...document, status: 'closed', closedOn: event.data.closedOn };
      default:
        return unknownEvent(event);
    }
  },
});
