import { Controller, Inject } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  CONFIG,
  InjectAggregate,
  Input,
  IsReason,
} from '@oce/service-kit';
import { IsBoolean, IsOptional, Matches } from 'class-validator';
import type { PaymentsConfig } from '../../payments.config';
import { bankDetailsAggregate, type BankDetailsCommand } from '../domain/bank-details';
import { BankDetailsProposals } from './propose-bank-details';

export class ProposeBankDetailsDto {
  /** 24 digits; spaces are let pass. */
  @Matches(/^[\d ]{24,40}$/, { message: 'rib takes the 24 digits of a RIB' }) rib: string;
  /** Whether it is an account that a family shares: another member may have it, and the second person says why. */
  @IsOptional() @IsBoolean() shared?: boolean;
}

/** Names the account by the mark that the proposal answered with, or that a reading shows. */
export class NamedBankDetailsDto {
  @Matches(/^[0-9a-f]{64}$/, { message: 'ribHash takes the mark of a proposed account' }) ribHash: string;
}

export class ApproveBankDetailsDto extends NamedBankDetailsDto {
  /** Why an account may be that of several members; only for one that was proposed as shared. */
  @IsOptional() @IsReason() shareReason?: string;
}

export class RefuseBankDetailsDto extends NamedBankDetailsDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(bankDetailsAggregate);

/** Commands on where a member is paid to; the id is the producer's code. */
@Controller('payments/bank-details')
export class BankDetailsController {
  constructor(
    private readonly proposals: BankDetailsProposals,
    @InjectAggregate(bankDetailsAggregate) private readonly details: HandlerOf<typeof bankDetailsAggregate>,
    private readonly atOnce: AtOnce,
    @Inject(CONFIG) private readonly config: Pick<PaymentsConfig, 'OCE_RIB_COOLING_OFF_DAYS'>,
  ) {}

  /** Answers with the mark by which the second person names the account. */
  @CommandHandler({ path: ':id/proposals', subject: subject('propose'), scopes: ['payments:write'] })
  async propose(
    @AggregateId() producerCode: string,
    @Input() { rib, shared }: ProposeBankDetailsDto,
    @Caller() call: CommandCall,
  ) {
    const { ribHash, outcome } = await this.proposals.propose(
      producerCode,
      rib,
      await call.meta(),
      shared === true,
    );
    return { ...(await call.reply(producerCode, outcome)), ribHash };
  }

  @CommandHandler({ path: ':id/approvals', subject: subject('approve'), scopes: ['payments:approve'] })
  async approve(
    @AggregateId() producerCode: string,
    @Input() { ribHash, shareReason }: ApproveBankDetailsDto,
    @Caller() call: CommandCall,
  ) {
    const facts = { coolingOffDays: this.config.OCE_RIB_COOLING_OFF_DAYS };
    const command = {
      ...(await call.command('ApproveBankDetails', {
        ribHash,
        ...(shareReason === undefined ? {} : { shareReason }),
      })),
      facts,
    };
    return this.decided(producerCode, command, call);
  }

  @CommandHandler({ path: ':id/refusals', subject: subject('refuse'), scopes: ['payments:approve'] })
  async refuse(
    @AggregateId() producerCode: string,
    @Input() { ribHash, reason }: RefuseBankDetailsDto,
    @Caller() call: CommandCall,
  ) {
    return this.decided(producerCode, await call.command('RefuseBankDetails', { ribHash, reason }), call);
  }

  /** The account that is given up is free for others once this is answered. */
  private async decided(producerCode: string, command: BankDetailsCommand, call: CommandCall) {
    const outcome = await this.details.handle(producerCode, command);
    await this.atOnce.follow(this.details, producerCode, outcome, command.meta);
    return call.reply(producerCode, outcome);
  }
}
