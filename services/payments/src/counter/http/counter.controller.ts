import { Controller, Inject } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf, LogReader } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  EVENT_STORE,
  InjectAggregate,
  InjectProjection,
  Input,
  IsId,
  IsReason,
  ProjectionView,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { cashDispositionsProjection, type CashDispositionDocument } from '../../cash/reads/cash-dispositions';
import { counterAggregate } from '../domain/counter';

export class OpenCounterDto {
  @IsId() counterId: string;
  /** As it stands on receipts: Guichet de Sefrou. */
  @IsString() @Length(3, 100) name: string;
  @IsString() @Length(2, 100) place: string;
}

export class CloseCounterDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(counterAggregate);

/** Counters at which members are paid in cash; a second person opens and closes them, not who prepares payments. */
@Controller('payments/counters')
export class CounterController {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(counterAggregate) private readonly counters: HandlerOf<typeof counterAggregate>,
    @InjectProjection(cashDispositionsProjection)
    private readonly dispositions: ProjectionView<CashDispositionDocument>,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes: ['payments:approve'] })
  open(@Input() { counterId, name, place }: OpenCounterDto, @Caller() call: CommandCall) {
    return call.handle(this.counters, counterId, { type: 'OpenCounter', data: { counterId, name, place } });
  }

  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes: ['payments:approve'] })
  async close(
    @AggregateId() counterId: string,
    @Input() { reason }: CloseCounterDto,
    @Caller() call: CommandCall,
  ) {
    await this.dispositions.at(await this.log.lastPosition());
    const open = await this.dispositions.all({ counterId, status: { $in: ['prepared', 'approved'] } });
    const facts = { waiting: open.map(({ dispositionId }) => dispositionId).sort() };
    return call.handle(this.counters, counterId, {
      type: 'CloseCounter',
      data: { counterId, reason },
      facts,
    });
  }
}
