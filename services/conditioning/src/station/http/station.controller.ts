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
  IsFilledList,
  IsId,
  IsShare,
  IsWeighingInstant,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { stationAggregate } from '../domain/station';

export class OpenConditioningStationDto {
  @IsId() stationId: string;
  @IsString() @Length(1, 120) name: string;
  @IsFilledList(50) @IsId({ each: true }) lineIds: string[];
  @IsBusinessDate('affiliation') openedOn: string;
}

export class AddLineDto {
  @IsId() lineId: string;
}

export class CleanLineDto {
  @IsId() lineId: string;
  @IsString() @Length(1, 120) method: string;
  @IsWeighingInstant() cleanedAt: string;
}

export class StationTolerancesDto {
  @IsBusinessDate('terms') validFrom: string;
  @IsShare() runPpm: number;
  @IsShare() gaugePpm: number;
}

const subject = commandSubjectsOf(stationAggregate);
const scopes = ['conditioning:write'];

/** Commands on conditioning stations, their lines and tolerances. */
@Controller('conditioning/stations')
export class StationController {
  constructor(
    @InjectAggregate(stationAggregate) private readonly stations: HandlerOf<typeof stationAggregate>,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes })
  open(@Input() body: OpenConditioningStationDto, @Caller() call: CommandCall) {
    return call.handle(this.stations, body.stationId, { type: 'OpenStation', data: { ...body } });
  }

  @CommandHandler({ path: ':id/lines', subject: subject('add-line'), scopes })
  addLine(@AggregateId() stationId: string, @Input() body: AddLineDto, @Caller() call: CommandCall) {
    return call.handle(this.stations, stationId, { type: 'AddLine', data: { ...body } });
  }

  @CommandHandler({ path: ':id/cleanings', subject: subject('clean-line'), scopes })
  cleanLine(@AggregateId() stationId: string, @Input() body: CleanLineDto, @Caller() call: CommandCall) {
    return call.handle(this.stations, stationId, { type: 'CleanLine', data: { ...body } });
  }

  @CommandHandler({ path: ':id/tolerances', subject: subject('publish-tolerances'), scopes })
  publishTolerances(
    @AggregateId() stationId: string,
    @Input() body: StationTolerancesDto,
    @Caller() call: CommandCall,
  ) {
    return call.handle(this.stations, stationId, { type: 'PublishTolerances', data: { ...body } });
  }
}
