import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { References } from '../../producer/reads/conventions.service';
import {
  campaignAggregate,
  type CampaignCommand,
  type CampaignEvent,
  type CampaignState,
} from '../domain/campaign';
import { CloseCampaignDto, OpenCampaignDto } from './campaign.dto';

const scopes = ['affiliation:write'];

/** Commands on campaigns. */
@Controller('affiliation/campaigns')
export class CampaignController {
  constructor(
    private readonly references: References,
    @InjectAggregate(campaignAggregate)
    private readonly campaigns: AggregateHandler<CampaignState, CampaignCommand, CampaignEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('affiliation', 'campaign', 'open'), scopes })
  async open(@Input() body: OpenCampaignDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const facts = { isProductListed: await this.references.isProductListed(body.productId) };
    const command = { ...(await call.command('OpenCampaign', { ...body })), facts };
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
