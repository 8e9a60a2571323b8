import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsAmount,
  IsBusinessDate,
  IsId,
  IsReason,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { traderPriceAggregate } from '../domain/trader-price';

export class TraderPriceDto {
  @IsId() priceId: string;
  @IsString() @Length(2, 100) place: string;
  @IsId() productId: string;
  @IsBusinessDate('booking') day: string;
  @IsAmount() pricePerKgCentimes: number;
  @IsString() @Length(2, 200) source: string;
}

export class WithdrawTraderPriceDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(traderPriceAggregate);
const scopes = ['traceability:write'];

/** What traders paid, beside what members received. */
@Controller('traceability/trader-prices')
export class TraderPriceController {
  constructor(
    @InjectAggregate(traderPriceAggregate) private readonly prices: HandlerOf<typeof traderPriceAggregate>,
  ) {}

  @CommandHandler({ subject: subject('enter'), scopes })
  enter(@Input() body: TraderPriceDto, @Caller() call: CommandCall) {
    return call.handle(this.prices, body.priceId, { type: 'EnterTraderPrice', data: { ...body } });
  }

  @CommandHandler({ path: ':id/withdraw', subject: subject('withdraw'), scopes })
  withdraw(@AggregateId() id: string, @Input() body: WithdrawTraderPriceDto, @Caller() call: CommandCall) {
    return call.handle(this.prices, id, { type: 'WithdrawTraderPrice', data: { ...body } });
  }
}
