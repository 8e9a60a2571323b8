import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { stationAggregate, type StationCommand, type StationState } from '../domain/station';
import { InstallTerminalDto, OpenStationDto, VerifyScaleDto } from './station.dto';
import type { StationEvent } from '../domain/station.events';

const scopes = ['collection:write'];

/** Commands on stations, their scales and terminals. */
@Controller('collection/stations')
export class StationController {
  constructor(
    @InjectAggregate(stationAggregate)
    private readonly stations: AggregateHandler<StationState, StationCommand, StationEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('collection', 'station', 'open'), scopes })
  async open(@Input() body: OpenStationDto, @Caller() call: CommandCall): Promise<CommandReply> {
    return call.reply(
      body.stationId,
      await this.stations.handle(body.stationId, await call.command('OpenStation', { ...body })),
    );
  }

  @CommandHandler({
    path: ':id/scales',
    subject: commandSubject('collection', 'station', 'verify-scale'),
    scopes,
  })
  async verifyScale(
    @AggregateId() stationId: string,
    @Input() body: VerifyScaleDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(
      stationId,
      await this.stations.handle(stationId, await call.command('VerifyScale', { stationId, ...body })),
    );
  }

  @CommandHandler({
    path: ':id/terminals',
    subject: commandSubject('collection', 'station', 'install-terminal'),
    scopes,
  })
  async installTerminal(
    @AggregateId() stationId: string,
    @Input() body: InstallTerminalDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(
      stationId,
      await this.stations.handle(stationId, await call.command('InstallTerminal', { stationId, ...body })),
    );
  }
}
