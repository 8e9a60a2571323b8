import { affiliation } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';

export const campaignEvents = affiliation.campaign;

export type CampaignEvent = EventOf<typeof campaignEvents>;
