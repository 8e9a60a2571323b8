import { Controller, Get, Inject, Param } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { Encrypted, PersonKeys } from '@oce/personal-data';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  CONFIG,
  InjectAggregate,
  InjectPersonKeys,
  InjectProjection,
  Input,
  MinPosition,
  ProjectionView,
  Scopes,
  type CommandReply,
} from '@oce/service-kit';
import type { PaymentsConfig } from '../../payments.config';
import type { BankDetails } from '../../shared/handlers';
import { bankDetailsAggregate } from '../domain/bank-details';
import { payeesProjection, type PayeeDocument } from '../reads/payees';
import { ApproveBankDetailsDto, ProposeBankDetailsDto, RefuseBankDetailsDto } from './bank-details.dto';
import { ProposeBankDetails } from './propose-bank-details';

/** Where a member is paid to; the id is the producer's code. */
@Controller('payments/bank-details')
export class BankDetailsController {
  constructor(
    private readonly proposals: ProposeBankDetails,
    @InjectAggregate(bankDetailsAggregate) private readonly details: BankDetails,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: PaymentsConfig,
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
    return { ...call.reply(producerCode, outcome), ribHash };
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
    return call.reply(producerCode, await this.details.handle(producerCode, command));
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
    const command = await call.command('RefuseBankDetails', { ribHash, reason });
    return call.reply(producerCode, await this.details.handle(producerCode, command));
  }

  /** Both accounts in clear, for the second person who compares them with the paper. */
  @Scopes('payments:approve')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    const payee = await (await this.payees.at(position)).get(id, 'payee');
    const { ribHash, isErased, proposal } = payee;
    const approved = payee.rib && { ribHash, rib: await this.inClear(id, payee.rib) };
    if (proposal === null) return { producerCode: id, isErased, approved, proposal };
    const { rib, ...rest } = proposal;
    return { producerCode: id, isErased, approved, proposal: { ...rest, rib: await this.inClear(id, rib) } };
  }

  private async inClear(producerCode: string, rib: Encrypted): Promise<string | null> {
    return (await this.keys.decrypt(producerCode, { rib })).fields?.rib ?? null;
  }
}
