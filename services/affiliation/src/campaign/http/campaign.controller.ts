import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import type { MemoryView } from '@oce/projections';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectMemoryView,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import {
  campaignAggregate,
  type CampaignCommand,
  type CampaignState,
  type OpenCampaign,
} from '../domain/campaign';
import type { CampaignEvent } from '../domain/campaign.events';
import { listedProducts, type ListedProduct } from '../reads/listed-products';
import { CloseCampaignDto, OpenCampaignDto } from './campaign.dto';

/** How long a command waits for the log to tell of a product. */
const PATIENCE_MS = 2_000;

const scopes = ['affiliation:write'];

/** Commands on campaigns. */
@Controller('affiliation/campaigns')
export class CampaignController {
  constructor(
    @InjectMemoryView(listedProducts) private readonly products: MemoryView<ListedProduct>,
    @InjectAggregate(campaignAggregate)
    private readonly campaigns: AggregateHandler<CampaignState, CampaignCommand, CampaignEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('affiliation', 'campaign', 'open'), scopes })
  async open(@Input() body: OpenCampaignDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const facts = { isProductListed: (await this.products.find(body.productId, PATIENCE_MS)) !== undefined };
    const meta = await call.meta();
    const command: OpenCampaign = { type: 'OpenCampaign', data: { ...body }, facts, meta };
    return call.reply(body.campaignId, await this.campaigns.handle(body.campaignId, command));
  }

  @CommandHandler({ path: ':id/close', subject: commandSubject('affiliation', 'campaign', 'close'), scopes })
  async close(
    @AggregateId() campaignId: string,
    @Input() { closedOn }: CloseCampaignDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('CloseCampaign', { campaignId, closedOn });
    return call.reply(campaignId, await this.campaigns.handle(campaignId, command));
  }
}
