import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import { AggregateId, Caller, CommandCall, CommandHandler, Input, type CommandReply } from '@oce/service-kit';
import { CONTRACT_CURRENCY } from '../../contract/domain/contract';
import { GrantCreditDto, RecordProceedsDto } from './invoice.dto';
import { Invoicing } from './invoicing';

const scopes = ['sales:write'];
const RATE_OF_ONE_MICROS = 1_000_000;

/** Commands on invoices, which nobody writes by hand: they follow deliveries. */
@Controller('sales')
export class InvoiceController {
  constructor(private readonly invoicing: Invoicing) {}

  /** Answers with the number of the invoice as its id. */
  @CommandHandler({
    path: 'proceeds',
    subject: commandSubject('sales', 'invoice', 'record-proceeds'),
    scopes,
  })
  async recordProceeds(@Input() body: RecordProceedsDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { amountCentimes: amount, currency = CONTRACT_CURRENCY, ...rest } = body;
    const rate = body.rate ? { ...body.rate } : { date: body.valueDate, rateMicros: RATE_OF_ONE_MICROS };
    const { invoiceNumber, outcome } = await this.invoicing.receive(
      { ...rest, amount, currency, rate },
      await call.meta(),
    );
    return call.reply(invoiceNumber, outcome);
  }

  @CommandHandler({
    path: 'invoices/:id/credit-notes',
    subject: commandSubject('sales', 'invoice', 'credit'),
    scopes,
  })
  async credit(
    @AggregateId() invoiceNumber: string,
    @Input() body: GrantCreditDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const lines = body.lines.map((line) => ({ ...line }));
    const outcome = await this.invoicing.credit({ ...body, lines, invoiceNumber }, await call.meta());
    return call.reply(invoiceNumber, outcome);
  }
}
