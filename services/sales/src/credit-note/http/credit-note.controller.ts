import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import {
  AggregateId,
  AtOnce,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { invoiceAggregate } from '../../invoice/domain/invoice';
import type { InvoiceCommand, InvoiceState } from '../../invoice/domain/invoice.commands';
import type { InvoiceEvent } from '../../invoice/domain/invoice.events';
import { GrantCreditDto } from './credit-note.dto';

/** Credits on invoices; the numbered note follows at once. */
@Controller('sales/invoices')
export class CreditNoteController {
  constructor(
    private readonly atOnce: AtOnce,
    @InjectAggregate(invoiceAggregate)
    private readonly invoices: AggregateHandler<InvoiceState, InvoiceCommand, InvoiceEvent>,
  ) {}

  @CommandHandler({
    path: ':id/credit-notes',
    subject: commandSubject('sales', 'invoice', 'credit'),
    scopes: ['sales:write'],
  })
  async credit(
    @AggregateId() invoiceNumber: string,
    @Input() body: GrantCreditDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const lines = body.lines.map(({ lotId, amountCentimes }) => ({ lotId, amountCentimes }));
    const command = await call.command('GrantCredit', { ...body, lines, invoiceNumber });
    const outcome = await this.invoices.handle(invoiceNumber, command);
    return call.reply(
      invoiceNumber,
      await this.atOnce.follow(this.invoices, invoiceNumber, outcome, command.meta),
    );
  }
}
