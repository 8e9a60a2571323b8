import { Controller, Get, Query } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  InjectProjection,
  Input,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type CommandReply,
} from '@oce/service-kit';
import type { Schedules } from '../../shared/handlers';
import { scheduleAggregate } from '../domain/schedule';
import { schedulesProjection, type ScheduleDocument } from '../reads/schedules';
import { PublishDeductionScheduleDto, PublishPriceScheduleDto } from './schedule.dto';

const scopes = ['payments:write'];

/** Versions of prices and of deductions. */
@Controller('payments')
export class ScheduleController {
  constructor(
    @InjectAggregate(scheduleAggregate) private readonly schedules: Schedules,
    @InjectProjection(schedulesProjection) private readonly view: ProjectionView<ScheduleDocument>,
  ) {}

  @CommandHandler({
    path: 'price-schedules',
    subject: commandSubject('payments', 'schedule', 'publish-prices'),
    scopes,
  })
  async publishPrices(
    @Input() body: PublishPriceScheduleDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const data = { ...body, grades: body.grades.map((grade) => ({ ...grade })) };
    const outcome = await this.schedules.handle(
      body.version,
      await call.command('PublishPriceSchedule', data),
    );
    return call.reply(body.version, outcome);
  }

  @CommandHandler({
    path: 'deduction-schedules',
    subject: commandSubject('payments', 'schedule', 'publish-deductions'),
    scopes,
  })
  async publishDeductions(
    @Input() body: PublishDeductionScheduleDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const data = { ...body, capsPpm: { ...body.capsPpm } };
    const outcome = await this.schedules.handle(
      body.version,
      await call.command('PublishDeductionSchedule', data),
    );
    return call.reply(body.version, outcome);
  }

  @Scopes('payments:read')
  @Get('schedules')
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.view.at(position)).page({}, { limit, after });
  }
}
