import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import type { MemoryView } from '@oce/projections';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectMemoryView,
  Input,
  IsBusinessDate,
  IsId,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { equipmentReferences, terminalKey, type EquipmentReference } from '../../delivery/reads/references';
import { stationAggregate } from '../domain/station';

export class OpenStationDto {
  @IsId() stationId: string;
  @IsString() @Length(1, 120) name: string;
  @IsId() cooperativeId: string;
  @IsBusinessDate('affiliation') openedOn: string;
}

export class VerifyScaleDto {
  @IsId() scaleId: string;
  @IsString() @Length(1, 40) kind: string;
  @IsId() certificate: string;
  @IsBusinessDate('validity') verifiedOn: string;
  @IsBusinessDate('validity') validUntil: string;
}

export class InstallTerminalDto {
  @IsId() terminalId: string;
  @IsId() scaleId: string;
}

const subject = commandSubjectsOf(stationAggregate);
const scopes = ['collection:write'];

/** Commands on stations, their scales and terminals. */
@Controller('collection/stations')
export class StationController {
  constructor(
    @InjectAggregate(stationAggregate) private readonly stations: HandlerOf<typeof stationAggregate>,
    @InjectMemoryView(equipmentReferences) private readonly equipment: MemoryView<EquipmentReference>,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes })
  open(@Input() body: OpenStationDto, @Caller() call: CommandCall) {
    return call.handle(this.stations, body.stationId, { type: 'OpenStation', data: { ...body } });
  }

  @CommandHandler({ path: ':id/scales', subject: subject('verify-scale'), scopes })
  verifyScale(@AggregateId() stationId: string, @Input() body: VerifyScaleDto, @Caller() call: CommandCall) {
    return call.handle(this.stations, stationId, { type: 'VerifyScale', data: { stationId, ...body } });
  }

  @CommandHandler({ path: ':id/terminals', subject: subject('install-terminal'), scopes })
  async installTerminal(
    @AggregateId() stationId: string,
    @Input() body: InstallTerminalDto,
    @Caller() call: CommandCall,
  ) {
    const { terminalId, scaleId } = body;
    const terminal = (await this.equipment.caughtUp()).get(terminalKey({ terminalId }));
    return call.handle(this.stations, stationId, {
      type: 'InstallTerminal',
      data: { stationId, terminalId, scaleId },
      facts: { standsAt: terminal?.stationId },
    });
  }
}
