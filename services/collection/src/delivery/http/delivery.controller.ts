import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import { notFound } from '@oce/event-sourcing';
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
import { Facts } from '../reads/facts';
import { deliveryIdOf, type DeliveryCommand } from '../domain/delivery.commands';
import { deliveryAggregate } from '../domain/delivery';
import { GradeDto, RefuseDto, ReverseDto, WeighInDto } from './delivery.dto';
import type { DeliveryEvent } from '../domain/delivery.events';
import type { DeliveryState } from '../domain/delivery.state';
import { Intake } from './intake';

/** Commands on one delivery. */
@Controller('collection/deliveries')
export class DeliveryController {
  constructor(
    private readonly intake: Intake,
    private readonly facts: Facts,
    @InjectAggregate(deliveryAggregate)
    private readonly deliveries: AggregateHandler<DeliveryState, DeliveryCommand, DeliveryEvent>,
  ) {}

  @CommandHandler({
    subject: commandSubject('collection', 'delivery', 'weigh-in'),
    scopes: ['collection:weigh'],
  })
  async weighIn(@Input() ticket: WeighInDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const outcome = await this.intake.weighIn(ticket, call.identity, await call.meta());
    return call.reply(deliveryIdOf(ticket), outcome);
  }

  @CommandHandler({
    path: ':id/grade',
    subject: commandSubject('collection', 'delivery', 'grade'),
    scopes: ['collection:write'],
  })
  async grade(
    @AggregateId() id: string,
    @Input() body: GradeDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const { productId, weighedAt } = await this.weighed(id);
    const facts = await this.facts.ofGrading(productId, weighedAt);
    return call.reply(
      id,
      await this.deliveries.handle(id, { ...(await call.command('GradeDelivery', { ...body })), facts }),
    );
  }

  @CommandHandler({
    path: ':id/refuse',
    subject: commandSubject('collection', 'delivery', 'refuse'),
    scopes: ['collection:write'],
  })
  async refuse(
    @AggregateId() id: string,
    @Input() body: RefuseDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(
      id,
      await this.deliveries.handle(id, await call.command('RefuseDelivery', { ...body })),
    );
  }

  @CommandHandler({
    path: ':id/reverse',
    subject: commandSubject('collection', 'delivery', 'reverse'),
    scopes: ['collection:write'],
  })
  async reverse(
    @AggregateId() id: string,
    @Input() body: ReverseDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const { productId, weighedAt } = await this.weighed(id);
    const { terms } = await this.facts.ofGrading(productId, weighedAt);
    const { reason, correction } = body;
    const data = correction ? { reason, correction: { ...correction } } : { reason };
    return call.reply(
      id,
      await this.deliveries.handle(id, {
        ...(await call.command('ReverseDelivery', data)),
        facts: { terms },
      }),
    );
  }

  private async weighed(id: string) {
    const { state } = await this.deliveries.load(id);
    if (!state.weighed)
      throw notFound('delivery_unknown', 'No ticket of this number was weighed in.', 'deliveryId');
    return state.weighed;
  }
}
