import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsAmount,
  IsBusinessDate,
  IsId,
} from '@oce/service-kit';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PAYOUT_TERMS_ID, payoutTermsAggregate } from '../domain/payout-terms';

export class PublishPayoutTermsDto {
  @IsId() version: string;
  @IsBusinessDate() validFrom: string;
  /** No transfer comes to less; members who have left are paid whatever is owed to them. */
  @IsAmount(0) minimumTransferCentimes: number;
  /** How many days cash waits at a counter. */
  @IsOptional() @IsInt() @Min(1) @Max(366) cashDays?: number;
}

const subject = commandSubjectsOf(payoutTermsAggregate);

/** Publishes what a transfer comes to at least, by dates. */
@Controller('payments/payout-terms')
export class PayoutTermsController {
  constructor(
    @InjectAggregate(payoutTermsAggregate) private readonly terms: HandlerOf<typeof payoutTermsAggregate>,
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['payments:write'] })
  publish(@Input() body: PublishPayoutTermsDto, @Caller() call: CommandCall) {
    const data = { termsId: PAYOUT_TERMS_ID, ...body };
    return call.handle(this.terms, PAYOUT_TERMS_ID, { type: 'PublishPayoutTerms', data });
  }
}
