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
import { lotOfferAggregate, type LotOfferCommand, type LotOfferState } from '../domain/lot-offer';
import type { LotOfferEvent } from '../domain/lot-offer.events';
import { OfferLotDto } from './lot-offer.dto';

/** Commands on lots; their weight comes from the station that closed them, by the policy `know-closed-lot`. */
@Controller('sales/lots')
export class LotOfferController {
  constructor(
    @InjectAggregate(lotOfferAggregate)
    private readonly lots: AggregateHandler<LotOfferState, LotOfferCommand, LotOfferEvent>,
  ) {}

  @CommandHandler({
    path: ':id/offer',
    subject: commandSubject('sales', 'lot-offer', 'offer'),
    scopes: ['sales:write'],
  })
  async offer(
    @AggregateId() lotId: string,
    @Input() body: OfferLotDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(
      lotId,
      await this.lots.handle(lotId, await call.command('OfferLot', { lotId, ...body })),
    );
  }
}
