import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import { LIMITS_ID } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  ConfirmProposalDto,
  InjectAggregate,
  Input,
  PublishLimitDto,
  RejectProposalDto,
} from '@oce/service-kit';
import { limits } from '../domain/limits';

const subject = commandSubjectsOf(limits);
const scopes = ['payments:approve'];

/** Publishes what one person may do alone, by kind and date. */
@Controller('payments/limits')
export class LimitsController {
  constructor(@InjectAggregate(limits) private readonly handler: HandlerOf<typeof limits>) {}

  @CommandHandler({ subject: subject('publish'), scopes })
  publish(@Input() body: PublishLimitDto, @Caller() call: CommandCall) {
    const data = { limitsId: LIMITS_ID, ...body };
    return call.handle(this.handler, LIMITS_ID, { type: 'PublishLimit', data });
  }

  /** Raising a limit needs a second person. */
  @CommandHandler({ path: 'confirmations', subject: subject('confirm'), scopes })
  confirm(@Input() { proposalId }: ConfirmProposalDto, @Caller() call: CommandCall) {
    const data = { limitsId: LIMITS_ID, proposalId };
    return call.handle(this.handler, LIMITS_ID, { type: 'ConfirmProposal', data });
  }

  @CommandHandler({ path: 'rejections', subject: subject('reject'), scopes })
  reject(@Input() { proposalId, reason }: RejectProposalDto, @Caller() call: CommandCall) {
    const data = { limitsId: LIMITS_ID, proposalId, reason };
    return call.handle(this.handler, LIMITS_ID, { type: 'RejectProposal', data });
  }
}
