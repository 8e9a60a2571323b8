import type { CampaignClosed, CampaignOpened } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  invalid,
  notFound,
  refuseIf,
  saysTheSame,
  unknownCommand,
  unknownEvent,
  type Command,
} from '@oce/event-sourcing';
import { campaignEvents, type CampaignEvent } from './campaign.events';

export type OpenCampaign = Command<'OpenCampaign', CampaignOpened['data']> & {
  readonly facts: { readonly isProductListed: boolean };
};
export type CloseCampaign = Command<'CloseCampaign', CampaignClosed['data']>;
export type CampaignCommand = OpenCampaign | CloseCampaign;

export interface CampaignState {
  readonly opened?: CampaignOpened['data'];
  readonly closedOn?: string;
}

/** A season of one product. */
export const campaignAggregate = defineAggregate<CampaignState, CampaignCommand, typeof campaignEvents>(
  campaignEvents,
  {
    initial: {},

    decide(command, state) {
      switch (command.type) {
        case 'OpenCampaign':
          return open(command, state);
        case 'CloseCampaign':
          return close(command, state);
        default:
          return unknownCommand(command);
      }
    },

    evolve(state, event) {
      switch (event.type) {
        case 'CampaignOpened':
          return { opened: event.data };
        case 'CampaignClosed':
          return { ...state, closedOn: event.data.closedOn };
        default:
          return unknownEvent(event);
      }
    },
  },
);

function open({ data, facts }: OpenCampaign, { opened }: CampaignState): CampaignEvent[] {
  if (opened) {
    const isSame = saysTheSame(opened, data);
    const message = 'A campaign of this id stands with another content.';
    refuseIf(!isSame, conflict('campaign_id_taken', message, 'campaignId'));
    return [];
  }
  refuseIf(!facts.isProductListed, invalid('product_unknown', 'List the product first.', 'productId'));
  refuseIf(
    data.lastWeighingOn < data.opensOn,
    invalid('campaign_backwards', 'A campaign ends after it opens.', 'lastWeighingOn'),
  );
  return [campaignEvents.CampaignOpened(data)];
}

function close({ data }: CloseCampaign, { opened, closedOn }: CampaignState): CampaignEvent[] {
  if (opened === undefined) throw notFound('campaign_unknown', 'Open the campaign first.', 'campaignId');
  if (closedOn !== undefined) {
    const message = `The campaign was closed on ${closedOn}.`;
    refuseIf(closedOn !== data.closedOn, conflict('campaign_closed', message, 'closedOn'));
    return [];
  }
  refuseIf(
    data.closedOn < opened.opensOn,
    invalid('campaign_backwards', 'A campaign is closed after it opens.', 'closedOn'),
  );
  return [campaignEvents.CampaignClosed(data)];
}
