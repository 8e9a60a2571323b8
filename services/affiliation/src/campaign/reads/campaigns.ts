import { type CampaignOpened } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { campaignEvents } from '../domain/campaign';

export interface CampaignDocument extends Readonly<CampaignOpened['data']> {
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
      case 'CampaignOpened':
        return { ...event.data, status: 'open', closedOn: null };
      case 'CampaignClosed':
        return document && { ...document, status: 'closed', closedOn: event.data.closedOn };
      default:
        return unknownEvent(event);
    }
  },
});
