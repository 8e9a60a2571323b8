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
  IsAmount,
  IsBusinessDate,
  IsFilledList,
  IsId,
  IsReason,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { invoiceAggregate } from '../../invoice/domain/invoice';
import { CreditReversals } from './credit-reversals';

export class CreditLineDto {
  @IsId() lotId: string;
  @IsAmount() amountCentimes: number;
}

export class GrantCreditDto {
  @IsId() creditId: string;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => CreditLineDto) lines: CreditLineDto[];
  @IsReason() reason: string;
  @IsBusinessDate('booking') grantedOn: string;
}

export class ReverseCreditDto {
  @IsId() reversalId: string;
  /** The credit that is taken back. */
  @IsId() creditId: string;
  @IsReason() reason: string;
  @IsBusinessDate('booking') reversedOn: string;
}

const subject = commandSubjectsOf(invoiceAggregate);

/** Credits on invoices; the numbered note follows at once. */
@Controller('sales/invoices')
export class CreditNoteController {
  constructor(
    private readonly atOnce: AtOnce,
    private readonly reversals: CreditReversals,
    @InjectAggregate(invoiceAggregate) private readonly invoices: HandlerOf<typeof invoiceAggregate>,
  ) {}

  @CommandHandler({ path: ':id/credit-notes', subject: subject('credit'), scopes: ['sales:write'] })
  async credit(
    @AggregateId() invoiceNumber: string,
    @Input() body: GrantCreditDto,
    @Caller() call: CommandCall,
  ) {
    const lines = body.lines.map(({ lotId, amountCentimes }) => ({ lotId, amountCentimes }));
    const command = await call.command('GrantCredit', { ...body, lines, invoiceNumber });
    return call.reply(invoiceNumber, await this.atOnce.handle(this.invoices, invoiceNumber, command));
  }

  /** Takes a credit note back: the buyer owes again, and what had gone into the balance pays again. */
  @CommandHandler({
    path: ':id/credit-note-reversals',
    subject: subject('reverse-credit'),
    scopes: ['sales:write'],
  })
  async reverse(
    @AggregateId() invoiceNumber: string,
    @Input() body: ReverseCreditDto,
    @Caller() call: CommandCall,
  ) {
    const outcome = await this.reversals.reverse({ ...body, invoiceNumber }, await call.meta());
    return call.reply(invoiceNumber, outcome);
  }
}
