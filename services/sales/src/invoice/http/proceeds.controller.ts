import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import { Caller, CommandCall, CommandHandler, Input, type CommandReply } from '@oce/service-kit';
import { CONTRACT_CURRENCY } from '../../contract/domain/contract';
import { Proceeds } from './proceeds';
import { RecordProceedsDto } from './proceeds.dto';

const RATE_OF_ONE_MICROS = 1_000_000;

/** Commands on proceeds. Nobody writes an invoice by hand: it follows its delivery. */
@Controller('sales/proceeds')
export class ProceedsController {
  constructor(private readonly proceeds: Proceeds) {}

  /** Answers with the number of the invoice as its id. */
  @CommandHandler({
    subject: commandSubject('sales', 'invoice', 'record-proceeds'),
    scopes: ['sales:write'],
  })
  async recordProceeds(@Input() body: RecordProceedsDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { amountCentimes: amount, currency = CONTRACT_CURRENCY, ...rest } = body;
    const rate = body.rate ? { ...body.rate } : { date: body.valueDate, rateMicros: RATE_OF_ONE_MICROS };
    const { invoiceNumber, outcome } = await this.proceeds.receive(
      { ...rest, amount, currency, rate },
      await call.meta(),
    );
    return call.reply(invoiceNumber, outcome);
  }
}
