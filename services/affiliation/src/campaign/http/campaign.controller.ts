import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import type { MemoryView } from '@oce/projections';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectMemoryView,
  Input,
  IsBusinessDate,
  IsId,
  type CommandReply,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { campaignAggregate } from '../domain/campaign';
import { listedProducts, type ListedProduct } from '../reads/listed-products';

export class OpenCampaignDto {
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsString() @Length(1, 120) name: string;
  @IsBusinessDate('terms') opensOn: string;
  @IsBusinessDate('terms') lastWeighingOn: string;
}

export class CloseCampaignDto {
  @IsBusinessDate('closing') closedOn: string;
}

/** How long a command waits for the log to tell of a product. */
const PATIENCE_MS = 2_000;

const subject = commandSubjectsOf(campaignAggregate);
const scopes = ['affiliation:write'];

/** Commands on campaigns. */
@Controller('affiliation/campaigns')
export class CampaignController {
  constructor(
    @InjectMemoryView(listedProducts) private readonly products: MemoryView<ListedProduct>,
    @InjectAggregate(campaignAggregate) private readonly campaigns: HandlerOf<typeof campaignAggregate>,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes })
  async open(@Input() body: OpenCampaignDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const facts = { productKind: (await this.products.find(body.productId, PATIENCE_MS))?.kind };
    return call.handle(this.campaigns, body.campaignId, { type: 'OpenCampaign', data: { ...body }, facts });
  }

  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes })
  async close(
    @AggregateId() campaignId: string,
    @Input() { closedOn }: CloseCampaignDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.handle(this.campaigns, campaignId, { type: 'CloseCampaign', data: { campaignId, closedOn } });
  }
}
