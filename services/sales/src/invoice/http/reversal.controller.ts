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
  IsBusinessDate,
  IsId,
  IsReason,
} from '@oce/service-kit';
import { invoiceAggregate } from '../domain/invoice';

export class ReverseProceedsDto {
  @IsId() reversalId: string;
  /** The receipt that is taken back. */
  @IsId() proceedsId: string;
  @IsReason() reason: string;
  @IsBusinessDate() reversedOn: string;
}

const subject = commandSubjectsOf(invoiceAggregate);

/** Receipts that are taken back: booked to the wrong invoice, or taken back by the bank. */
@Controller('sales/invoices')
export class ReversalController {
  constructor(
    private readonly atOnce: AtOnce,
    @InjectAggregate(invoiceAggregate) private readonly invoices: HandlerOf<typeof invoiceAggregate>,
  ) {}

  /** What the receipt had paid is open again, and the line of the bank may be booked where it belongs. */
  @CommandHandler({ path: ':id/reversals', subject: subject('reverse-proceeds'), scopes: ['sales:write'] })
  async reverse(
    @AggregateId() invoiceNumber: string,
    @Input() body: ReverseProceedsDto,
    @Caller() call: CommandCall,
  ) {
    const command = await call.command('ReverseProceeds', { ...body, invoiceNumber });
    return call.reply(invoiceNumber, await this.atOnce.handle(this.invoices, invoiceNumber, command));
  }
}
