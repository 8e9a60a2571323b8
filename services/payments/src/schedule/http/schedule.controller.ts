import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { scheduleAggregate, type ScheduleCommand, type ScheduleState } from '../domain/schedule';
import type { ScheduleEvent } from '../domain/schedule.events';
import { PublishDeductionScheduleDto, PublishPriceScheduleDto } from './schedule.dto';

const scopes = ['payments:write'];

/** Publishes versions of prices and of deductions. */
@Controller('payments')
export class ScheduleController {
  constructor(
    @InjectAggregate(scheduleAggregate)
    private readonly schedules: AggregateHandler<ScheduleState, ScheduleCommand, ScheduleEvent>,
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
}
