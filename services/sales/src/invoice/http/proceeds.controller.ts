import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import { Caller, CommandCall, CommandHandler, Input, IsAmount, IsBusinessDate, IsId } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { CONTRACT_CURRENCY } from '../../contract/domain/contract';
import { IsReference } from '../../order/http/order.dto';
import { Proceeds } from './proceeds';

export class RateDto {
  @IsBusinessDate('booking') date: string;
  /** MAD for one unit of the currency, in millionths: 10.82 is 10820000. */
  @IsInt() @Min(1) @Max(1_000_000_000) rateMicros: number;
}

/** Money of a buyer at the bank, for an invoice or for the order that it bills. */
export class RecordProceedsDto {
  @IsId() proceedsId: string;
  @IsOptional() @IsId() invoiceNumber?: string;
  /** Where the invoice is not named; where it is, the order that it bills. */
  @IsOptional() @IsId() orderId?: string;
  /** In hundredths of the currency. */
  @IsAmount() amountCentimes: number;
  /** MAD unless told. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string;
  /** 1 on the value date unless told. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => RateDto) rate?: RateDto;
  @IsBusinessDate('booking') valueDate: string;
  /** The bank's own reference, once only. */
  @IsReference() bankReference: string;
  /** Told where the buyer has paid more than is open: the rest is then the balance of the buyer. */
  @IsOptional() @IsIn(['keep']) excess?: 'keep';
}

const RATE_OF_ONE_MICROS = 1_000_000;

/** Commands on proceeds. Nobody writes an invoice by hand: it follows its delivery. */
@Controller('sales/proceeds')
export class ProceedsController {
  constructor(private readonly proceeds: Proceeds) {}

  /** Answers with the number of the invoice as its id. */
  @CommandHandler({ subject: commandSubject('sales', 'invoice', 'record-proceeds'), scopes: ['sales:write'] })
  async recordProceeds(@Input() body: RecordProceedsDto, @Caller() call: CommandCall) {
    const { amountCentimes: amount, currency = CONTRACT_CURRENCY, ...rest } = body;
    const rate = body.rate ? { ...body.rate } : { date: body.valueDate, rateMicros: RATE_OF_ONE_MICROS };
    const { invoiceNumber, outcome } = await this.proceeds.receive(
      { ...rest, amount, currency, rate },
      await call.meta(),
    );
    return call.reply(invoiceNumber, outcome);
  }
}
