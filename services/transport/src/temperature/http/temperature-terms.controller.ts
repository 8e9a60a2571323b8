import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsId,
} from '@oce/service-kit';
import { IsInt, Max, Min } from 'class-validator';
import { temperatureTermsAggregate } from '../domain/temperature-terms';

export class TemperatureTermsDto {
  @IsId() productId: string;
  @IsBusinessDate('terms') validFrom: string;
  /** Thousandths of a degree Celsius. */
  @IsInt() @Min(-100_000) @Max(100_000) lowestMilliCelsius: number;
  @IsInt() @Min(-100_000) @Max(100_000) highestMilliCelsius: number;
  /** In all, over the whole way. */
  @IsInt() @Min(0) @Max(100_000) mostMinutesOut: number;
}

const subject = commandSubjectsOf(temperatureTermsAggregate);

/** In which range products travel, from a day on. */
@Controller('transport/temperature-terms')
export class TemperatureTermsController {
  constructor(
    @InjectAggregate(temperatureTermsAggregate)
    private readonly terms: HandlerOf<typeof temperatureTermsAggregate>,
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['transport:write'] })
  publish(@Input() body: TemperatureTermsDto, @Caller() call: CommandCall) {
    const command = { type: 'PublishTemperatureTerms', data: { ...body } } as const;
    return call.handle(this.terms, body.productId, command);
  }
}
