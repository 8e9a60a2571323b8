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
  IsInstant,
  IsReason,
} from '@oce/service-kit';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { lotStatusAggregate } from '../domain/lot-status';

export class HoldLotDto {
  @IsReason() reason: string;
  @IsInstant() heldAt: string;
}

export class LiftHoldDto {
  @IsReason() reason: string;
  @IsInstant() liftedAt: string;
}

export class DestroyLotDto {
  @IsInt() @Min(1) @Max(100_000_000_000) grams: number;
  /** The record of the destruction. */
  @IsString() @Length(1, 60) document: string;
  @IsBusinessDate('booking') destroyedOn: string;
}

const subject = commandSubjectsOf(lotStatusAggregate);
const scopes = ['certification:write'];

/** Commands on what may be done with lots; a release comes from a verdict alone. */
@Controller('certification/lots')
export class LotStatusController {
  constructor(
    @InjectAggregate(lotStatusAggregate) private readonly lots: HandlerOf<typeof lotStatusAggregate>,
  ) {}

  @CommandHandler({ path: ':id/holds', subject: subject('hold'), scopes })
  hold(@AggregateId() lotId: string, @Input() body: HoldLotDto, @Caller() call: CommandCall) {
    return call.handle(this.lots, lotId, { type: 'HoldLot', data: { ...body, cause: 'clerk' } });
  }

  /** Only what a clerk held is as it was before. */
  @CommandHandler({ path: ':id/liftings', subject: subject('lift'), scopes })
  lift(@AggregateId() lotId: string, @Input() body: LiftHoldDto, @Caller() call: CommandCall) {
    return call.handle(this.lots, lotId, { type: 'LiftHold', data: { ...body } });
  }

  @CommandHandler({ path: ':id/destruction', subject: subject('destroy'), scopes })
  destroy(@AggregateId() lotId: string, @Input() body: DestroyLotDto, @Caller() call: CommandCall) {
    return call.handle(this.lots, lotId, { type: 'DestroyLot', data: { ...body } });
  }
}
