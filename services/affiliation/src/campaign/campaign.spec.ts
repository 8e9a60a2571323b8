import { command, given } from '@oce/testing';
import { campaignAggregate, type CampaignEvent, type OpenCampaign } from './domain/campaign';

const campaign = {
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  name: 'Olives 2026',
  opensOn: '2026-09-14',
  lastWeighingOn: '2026-11-08',
};
const open = (
  change: Partial<typeof campaign> = {},
  productKind: OpenCampaign['facts']['productKind'] = 'raw',
): OpenCampaign => ({
  ...command('OpenCampaign', { ...campaign, ...change }),
  facts: { productKind },
});
const ofNothing = { ...open(), facts: { productKind: undefined } };
const close = (closedOn: string) => command('CloseCampaign', { campaignId: 'OLIVE-2026', closedOn });
const opened: CampaignEvent = { type: 'CampaignOpened', v: 1, data: campaign };
const closed: CampaignEvent = {
  type: 'CampaignClosed',
  v: 1,
  data: { campaignId: 'OLIVE-2026', closedOn: '2026-11-10' },
};

describe('a campaign', () => {
  it('is opened once, for a product that is listed', () => {
    given(campaignAggregate, []).when(open()).then(opened);
    given(campaignAggregate, [opened]).when(open()).thenNothing();
    given(campaignAggregate, [opened, closed]).when(open()).thenNothing();
    given(campaignAggregate, [opened])
      .when(open({ name: 'Another' }))
      .thenRefused('campaign_id_taken');
    given(campaignAggregate, []).when(ofNothing).thenRefused('product_unknown');
    given(campaignAggregate, []).when(open({}, 'packed')).thenRefused('product_not_raw');
    given(campaignAggregate, [])
      .when(open({ lastWeighingOn: '2026-09-13' }))
      .thenRefused('campaign_backwards');
  });

  it('is closed once, after it was opened', () => {
    given(campaignAggregate, [opened]).when(close('2026-11-10')).then(closed);
    given(campaignAggregate, [opened, closed]).when(close('2026-11-10')).thenNothing();
    given(campaignAggregate, [opened, closed]).when(close('2026-11-11')).thenRefused('campaign_closed');
    given(campaignAggregate, [opened]).when(close('2026-09-13')).thenRefused('campaign_backwards');
    given(campaignAggregate, []).when(close('2026-11-10')).thenRefused('campaign_unknown');
  });
});
