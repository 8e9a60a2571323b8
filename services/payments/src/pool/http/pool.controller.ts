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
import { poolAggregate } from '../domain/pool';
import type { PoolCommand } from '../domain/pool.commands';
import type { PoolEvent } from '../domain/pool.events';
import type { PoolState } from '../domain/pool.state';
import { AssignProceedsDto, ClosePoolDto, OpenPoolDto, PostChargeDto } from './pool.dto';
import { PoolsService } from './pools.service';

const scopes = ['payments:write'];

/** Commands on pools. */
@Controller('payments/pools')
export class PoolController {
  constructor(
    private readonly service: PoolsService,
    @InjectAggregate(poolAggregate)
    private readonly pools: AggregateHandler<PoolState, PoolCommand, PoolEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('payments', 'pool', 'open'), scopes })
  async open(@Input() body: OpenPoolDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { terms, lotIds = null, ...scope } = body;
    const data = { ...scope, lotIds, terms: { ...terms, milling: { ...terms.milling } } };
    return call.reply(body.poolId, await this.service.open(data, await call.meta()));
  }

  @CommandHandler({ path: ':id/charges', subject: commandSubject('payments', 'pool', 'charge'), scopes })
  async charge(
    @AggregateId() poolId: string,
    @Input() body: PostChargeDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('PostCharge', { poolId, ...body });
    return call.reply(poolId, await this.pools.handle(poolId, command));
  }

  /** For proceeds that found no pool when they came. */
  @CommandHandler({ path: ':id/proceeds', subject: commandSubject('payments', 'pool', 'assign'), scopes })
  async assign(
    @AggregateId() poolId: string,
    @Input() { proceedsId }: AssignProceedsDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(poolId, await this.service.assign(poolId, proceedsId, await call.meta()));
  }

  /** A second person closes: it fixes what everybody gets. */
  @CommandHandler({
    path: ':id/close',
    subject: commandSubject('payments', 'pool', 'close'),
    scopes: ['payments:approve'],
  })
  async close(
    @AggregateId() poolId: string,
    @Input() { closedOn }: ClosePoolDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(poolId, await this.service.close(poolId, closedOn, await call.meta()));
  }
}
