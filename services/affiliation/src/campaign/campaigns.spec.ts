import type { Envelope } from '@oce/projections';
import type { CampaignEvent } from './domain/campaign';
import { campaignsProjection, type CampaignDocument } from './reads/campaigns';

const data = {
  ...{ campaignId: 'OLIVE-2026', productId: 'OLIVE', name: 'Olives 2026' },
  ...{ opensOn: '2026-10-01', lastWeighingOn: '2026-12-31' },
};
const opened: CampaignEvent = { type: 'CampaignOpened', v: 1, data };
const closed: CampaignEvent = {
  type: 'CampaignClosed',
  v: 1,
  data: { campaignId: 'OLIVE-2026', closedOn: '2026-11-30' },
};
const after = (...events: CampaignEvent[]) =>
  events.reduce<CampaignDocument | null | undefined>(
    (document, event) =>
      campaignsProjection.project(document ?? undefined, event, {} as Envelope, 'OLIVE-2026'),
    undefined,
  );

describe('campaigns', () => {
  it('are open from their opening and closed from their closing on', () => {
    expect(after(opened)).toEqual({ ...data, status: 'open', closedOn: null });
    expect(after(opened, closed)).toEqual({ ...data, status: 'closed', closedOn: '2026-11-30' });
  });

  it('have a document each, and none for one that was not seen to open', () => {
    expect(campaignsProjection.keys(closed, {} as Envelope)).toEqual(['OLIVE-2026']);
    expect(after(closed)).toBeUndefined();
  });
});
