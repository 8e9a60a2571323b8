import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
} from '@oce/service-kit';
import { orderAggregate } from '../domain/order';
import { CancelOrderDto, ConfirmOrderDto, FulfilOrderDto, PlaceOrderDto } from './order.dto';
import { Orders } from './orders';

const subject = commandSubjectsOf(orderAggregate);
const scopes = ['sales:write'];

/** Commands on orders. */
@Controller('sales/orders')
export class OrderController {
  constructor(
    private readonly orders: Orders,
    private readonly atOnce: AtOnce,
    @InjectAggregate(orderAggregate)
    private readonly handler: HandlerOf<typeof orderAggregate>,
  ) {}

  @CommandHandler({ subject: subject('place'), scopes })
  async place(@Input() body: PlaceOrderDto, @Caller() call: CommandCall) {
    const { buyerReference = null, ...rest } = body;
    const lines = body.lines.map((line) => ({ ...line }));
    return call.reply(
      body.orderId,
      await this.orders.place({ ...rest, lines, buyerReference }, await call.meta()),
    );
  }

  @CommandHandler({ path: ':id/confirm', subject: subject('confirm'), scopes })
  confirm(@AggregateId() orderId: string, @Input() body: ConfirmOrderDto, @Caller() call: CommandCall) {
    return call.handle(this.handler, orderId, { type: 'ConfirmOrder', data: { orderId, ...body } });
  }

  /** The goods leave under their delivery note; the invoice follows at once. */
  @CommandHandler({ path: ':id/fulfil', subject: subject('fulfil'), scopes })
  async fulfil(@AggregateId() orderId: string, @Input() body: FulfilOrderDto, @Caller() call: CommandCall) {
    return call.reply(orderId, await this.orders.fulfil({ orderId, ...body }, await call.meta()));
  }

  @CommandHandler({ path: ':id/cancel', subject: subject('cancel'), scopes })
  async cancel(@AggregateId() orderId: string, @Input() body: CancelOrderDto, @Caller() call: CommandCall) {
    const command = await call.command('CancelOrder', { orderId, ...body });
    return call.reply(orderId, await this.atOnce.handle(this.handler, orderId, command));
  }
}
