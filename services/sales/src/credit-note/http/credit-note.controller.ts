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

const subject = commandSubjectsOf(invoiceAggregate);

/** Credits on invoices; the numbered note follows at once. */
@Controller('sales/invoices')
export class CreditNoteController {
  constructor(
    private readonly atOnce: AtOnce,
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
}
