import { affiliation } from '@oce/contracts';
import { projected } from '@oce/testing';
import { campaignsProjection } from './reads/campaigns';

const opened = (campaignId: string) =>
  affiliation.campaign.CampaignOpened({
    campaignId,
    productId: 'OLIVE',
    name: campaignId,
    opensOn: '2026-10-01',
    lastWeighingOn: '2026-12-31',
  });
const closed = affiliation.campaign.CampaignClosed({ campaignId: 'OLIVE-2026', closedOn: '2026-12-31' });

describe('campaigns of pools', () => {
  it('take in once they are opened', () => {
    expect(projected(campaignsProjection, [opened('OLIVE-2026')])).toEqual({
      'OLIVE-2026': { campaignId: 'OLIVE-2026', isOpen: true },
    });
  });

  it('take in no more once they are closed, each for itself', () => {
    expect(projected(campaignsProjection, [opened('OLIVE-2026'), opened('OLIVE-2027'), closed])).toEqual({
      'OLIVE-2026': { campaignId: 'OLIVE-2026', isOpen: false },
      'OLIVE-2027': { campaignId: 'OLIVE-2027', isOpen: true },
    });
  });
});
