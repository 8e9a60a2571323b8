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
  IsBusinessDate,
  IsReason,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { holidayAggregate } from '../domain/holiday';

export class DecreeHolidayDto {
  @IsBusinessDate('terms') day: string;
  /** In the office's words: Aïd al-Fitr. */
  @IsString() @Length(3, 100) name: string;
  /** What decreed it, as it is cited. */
  @IsReason() decree: string;
}

export class WithdrawHolidayDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(holidayAggregate);
const scopes = ['payments:write'];

/** Feasts that follow the moon, entered when they are decreed; those of the solar calendar are known. */
@Controller('payments/holidays')
export class HolidayController {
  constructor(
    @InjectAggregate(holidayAggregate) private readonly holidays: HandlerOf<typeof holidayAggregate>,
  ) {}

  @CommandHandler({ subject: subject('decree'), scopes })
  decree(@Input() body: DecreeHolidayDto, @Caller() call: CommandCall) {
    return call.handle(this.holidays, body.day, { type: 'DecreeHoliday', data: { ...body } });
  }

  @CommandHandler({ path: ':id/withdraw', subject: subject('withdraw'), scopes })
  withdraw(@AggregateId() day: string, @Input() { reason }: WithdrawHolidayDto, @Caller() call: CommandCall) {
    return call.handle(this.holidays, day, { type: 'WithdrawHoliday', data: { day, reason } });
  }
}
