import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
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
import type { Accounts } from '../../shared/handlers';
import { accountAggregate } from '../domain/account';
import {
  DeclarePremiumDto,
  DisputeLineDto,
  GrantInputCreditDto,
  PostAdvanceDto,
  ResolveDisputeDto,
} from './account.dto';
import { PostAdvanceByHand } from './advance-by-hand';

const scopes = ['payments:write'];

/** Commands of clerks on an account; its id is the producer's code. */
@Controller('payments/accounts')
export class AccountController {
  constructor(
    @InjectAggregate(accountAggregate) private readonly accounts: Accounts,
    private readonly advances: PostAdvanceByHand,
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
    const { amountCentimes, ...rest } = body;
    const deductions = (await this.schedules.inForce()).deductionsNear(businessDate(call.at));
    const data = { producerCode, ...rest, amountCentimes: amountCentimes ?? null };
    const command = { ...(await call.command('ResolveDispute', data)), facts: { deductions } };
    return call.reply(producerCode, await this.accounts.handle(producerCode, command));
  }
}
