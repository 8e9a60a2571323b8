import { affiliation, type CampaignClosed, type CampaignOpened, type ProductKind } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  invalid,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';

export const campaignEvents = affiliation.campaign;

export type CampaignEvent = EventOf<typeof campaignEvents>;

export type OpenCampaign = Command<'OpenCampaign', CampaignOpened['data']> & {
  /** What the product is; undefined where none is listed. */
  readonly facts: { readonly productKind: ProductKind | undefined };
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

    decide: {
      OpenCampaign: open,
      CloseCampaign: close,
    },

    evolve: {
      CampaignOpened: (_state, { data }) => ({ opened: data }),
      CampaignClosed: (state, { data }) => ({ ...state, closedOn: data.closedOn }),
    },
  },
);

function open({ data, facts }: OpenCampaign, { opened }: CampaignState): CampaignEvent[] {
  if (opened) {
    const isSame = saysTheSame(opened, data);
    const message = 'A campaign of this id stands with another content.';
    if (!isSame) throw conflict('campaign_id_taken', message, 'campaignId');
    return [];
  }
  const { productKind } = facts;
  if (productKind === undefined) throw invalid('product_unknown', 'List the product first.', 'productId');
  if (productKind !== 'raw')
    throw invalid(
      'product_not_raw',
      'Stations weigh in raw products: this one is made or bought.',
      'productId',
    );
  if (data.lastWeighingOn < data.opensOn)
    throw invalid('campaign_backwards', 'A campaign ends after it opens.', 'lastWeighingOn');
  return [campaignEvents.CampaignOpened(data)];
}

function close({ data }: CloseCampaign, { opened, closedOn }: CampaignState): CampaignEvent[] {
  if (opened === undefined) throw notFound('campaign_unknown', 'Open the campaign first.', 'campaignId');
  if (closedOn !== undefined) {
    const message = `The campaign was closed on ${closedOn}.`;
    if (closedOn !== data.closedOn) throw conflict('campaign_closed', message, 'closedOn');
    return [];
  }
  if (data.closedOn < opened.opensOn)
    throw invalid('campaign_backwards', 'A campaign is closed after it opens.', 'closedOn');
  return [campaignEvents.CampaignClosed(data)];
}
