import type { CampaignOpened } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { campaignEvents } from '../domain/campaign';

export type CampaignDocument = CampaignOpened['data'] & {
  readonly status: 'open' | 'closed';
  readonly closedOn: string | null;
};

/** Which campaigns are there, and which are closed? */
export const campaignsProjection = projectionFrom(campaignEvents)<CampaignDocument>({
  name: 'campaigns',
  version: 1,
  keys: (event) => [event.data.campaignId],
  project: {
    CampaignOpened: (_document, { data }) => ({ ...data, status: 'open', closedOn: null }),
    CampaignClosed: (document, { data }) =>
      document && { ...document, status: 'closed', closedOn: data.closedOn },
  },
});
