import { Controller, Inject } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  CONFIG,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import type { PaymentsConfig } from '../../payments.config';
import { bankDetailsAggregate, type BankDetailsCommand, type BankDetailsState } from '../domain/bank-details';
import type { BankDetailsEvent } from '../domain/bank-details.events';
import { ApproveBankDetailsDto, ProposeBankDetailsDto, RefuseBankDetailsDto } from './bank-details.dto';
import { BankDetailsProposals } from './propose-bank-details';

/** Commands on where a member is paid to; the id is the producer's code. */
@Controller('payments/bank-details')
export class BankDetailsController {
  constructor(
    private readonly proposals: BankDetailsProposals,
    @InjectAggregate(bankDetailsAggregate)
    private readonly details: AggregateHandler<BankDetailsState, BankDetailsCommand, BankDetailsEvent>,
    private readonly atOnce: AtOnce,
    @Inject(CONFIG) private readonly config: Pick<PaymentsConfig, 'OCE_RIB_COOLING_OFF_DAYS'>,
  ) {}

  /** Answers with the mark by which the second person names the account. */
  @CommandHandler({
    path: ':id/proposals',
    subject: commandSubject('payments', 'bank-details', 'propose'),
    scopes: ['payments:write'],
  })
  async propose(
    @AggregateId() producerCode: string,
    @Input() { rib }: ProposeBankDetailsDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply & { ribHash: string }> {
    const { ribHash, outcome } = await this.proposals.propose(producerCode, rib, await call.meta());
    return { ...(await call.reply(producerCode, outcome)), ribHash };
  }

  @CommandHandler({
    path: ':id/approvals',
    subject: commandSubject('payments', 'bank-details', 'approve'),
    scopes: ['payments:approve'],
  })
  async approve(
    @AggregateId() producerCode: string,
    @Input() { ribHash }: ApproveBankDetailsDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const facts = { coolingOffDays: this.config.OCE_RIB_COOLING_OFF_DAYS };
    const command = { ...(await call.command('ApproveBankDetails', { ribHash })), facts };
    return this.decided(producerCode, command, call);
  }

  @CommandHandler({
    path: ':id/refusals',
    subject: commandSubject('payments', 'bank-details', 'refuse'),
    scopes: ['payments:approve'],
  })
  async refuse(
    @AggregateId() producerCode: string,
    @Input() { ribHash, reason }: RefuseBankDetailsDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return this.decided(producerCode, await call.command('RefuseBankDetails', { ribHash, reason }), call);
  }

  /** The account that is given up is free for others once this is answered. */
  private async decided(
    producerCode: string,
    command: BankDetailsCommand,
    call: CommandCall,
  ): Promise<CommandReply> {
    const outcome = await this.details.handle(producerCode, command);
    await this.atOnce.follow(this.details, producerCode, outcome, command.meta);
    return call.reply(producerCode, outcome);
  }
}
