import { projected } from '@oce/testing';
import type { CampaignEvent } from './domain/campaign';
import { campaignsProjection } from './reads/campaigns';

const data = {
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  name: 'Olives 2026',
  opensOn: '2026-10-01',
  lastWeighingOn: '2026-12-31',
};
const opened: CampaignEvent = { type: 'CampaignOpened', v: 1, data };
const closed: CampaignEvent = {
  type: 'CampaignClosed',
  v: 1,
  data: { campaignId: 'OLIVE-2026', closedOn: '2026-11-30' },
};
const campaigns = (...events: CampaignEvent[]) => projected(campaignsProjection, events);

describe('campaigns', () => {
  it('are open from their opening and closed from their closing on', () => {
    expect(campaigns(opened)).toEqual({ 'OLIVE-2026': { ...data, status: 'open', closedOn: null } });
    expect(campaigns(opened, closed)).toEqual({
      'OLIVE-2026': { ...data, status: 'closed', closedOn: '2026-11-30' },
    });
  });

  it('have nothing of one that was not seen to open', () => {
    expect(campaigns(closed)).toEqual({});
  });
});
