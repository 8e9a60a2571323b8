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
import { reservedForBuyer } from '../../reservation/domain/reserved';
import { SalesReservations } from '../../reservation/reservations';
import { buyerAggregate, type BuyerCommand, type BuyerState } from '../domain/buyer';
import type { BuyerEvent } from '../domain/buyer.events';
import { AcceptBuyerDto, SetBuyerLimitDto } from './buyer.dto';

const scopes = ['sales:write'];

/** Commands on buyers. */
@Controller('sales/buyers')
export class BuyerController {
  constructor(
    private readonly reservations: SalesReservations,
    @InjectAggregate(buyerAggregate)
    private readonly buyers: AggregateHandler<BuyerState, BuyerCommand, BuyerEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('sales', 'buyer', 'accept'), scopes })
  async accept(@Input() body: AcceptBuyerDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const data = { ...body, ice: body.ice.replaceAll(/\s/gu, '') };
    const command = await call.command('AcceptBuyer', data);
    const reserved = reservedForBuyer(data);
    const outcome = await this.reservations.write(this.buyers, data.buyerId, command, reserved);
    return call.reply(data.buyerId, outcome);
  }

  @CommandHandler({
    path: ':id/limit',
    method: 'put',
    subject: commandSubject('sales', 'buyer', 'set-limit'),
    scopes,
    status: 200,
  })
  async setLimit(
    @AggregateId() buyerId: string,
    @Input() body: SetBuyerLimitDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('SetBuyerLimit', { buyerId, ...body });
    return call.reply(buyerId, await this.buyers.handle(buyerId, command));
  }
}
