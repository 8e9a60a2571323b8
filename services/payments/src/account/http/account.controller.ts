import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import { accountAggregate } from '../domain/account';
import type { AccountCommand } from '../domain/account.commands';
import type { AccountEvent } from '../domain/account.events';
import type { AccountState } from '../domain/account.state';
import {
  DeclarePremiumDto,
  DisputeLineDto,
  GrantInputCreditDto,
  PostAdvanceDto,
  ResolveDisputeDto,
} from './account.dto';
import { AdvanceByHand } from './advance-by-hand';

const scopes = ['payments:write'];

/** Commands of clerks on an account; its id is the producer's code. */
@Controller('payments/accounts')
export class AccountController {
  constructor(
    @InjectAggregate(accountAggregate)
    private readonly accounts: AggregateHandler<AccountState, AccountCommand, AccountEvent>,
    private readonly advances: AdvanceByHand,
    private readonly schedules: SchedulesReader,
  ) {}

  @CommandHandler({
    path: ':id/credits',
    subject: commandSubject('payments', 'account', 'grant-credit'),
    scopes,
  })
  async grant(
    @AggregateId() producerCode: string,
    @Input() body: GrantInputCreditDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('GrantInputCredit', { producerCode, ...body });
    return call.reply(producerCode, await this.accounts.handle(producerCode, command));
  }

  @CommandHandler({
    path: ':id/premiums',
    subject: commandSubject('payments', 'account', 'declare-premium'),
    scopes,
  })
  async declare(
    @AggregateId() producerCode: string,
    @Input() body: DeclarePremiumDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('DeclarePremium', { producerCode, ...body });
    return call.reply(producerCode, await this.accounts.handle(producerCode, command));
  }

  /** For a delivery that was graded while no schedule was in force. */
  @CommandHandler({
    path: ':id/advances',
    subject: commandSubject('payments', 'account', 'post-advance'),
    scopes,
  })
  async advance(
    @AggregateId() producerCode: string,
    @Input() { deliveryId }: PostAdvanceDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(producerCode, await this.advances.post(producerCode, deliveryId, await call.meta()));
  }

  @CommandHandler({
    path: ':id/disputes',
    subject: commandSubject('payments', 'account', 'dispute'),
    scopes,
  })
  async dispute(
    @AggregateId() producerCode: string,
    @Input() body: DisputeLineDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('DisputeLine', { producerCode, ...body });
    return call.reply(producerCode, await this.accounts.handle(producerCode, command));
  }

  /** A second person decides. */
  @CommandHandler({
    path: ':id/dispute-resolutions',
    subject: commandSubject('payments', 'account', 'resolve-dispute'),
    scopes: ['payments:approve'],
  })
  async resolve(
    @AggregateId() producerCode: string,
    @Input() body: ResolveDisputeDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const { disputeId, outcome, resolution, amountCentimes = null } = body;
    const deductions = (await this.schedules.inForce()).deductionsNear(businessDate(call.at));
    const data = { producerCode, disputeId, outcome, resolution, amountCentimes };
    const command = { ...(await call.command('ResolveDispute', data)), facts: { deductions } };
    return call.reply(producerCode, await this.accounts.handle(producerCode, command));
  }
}
