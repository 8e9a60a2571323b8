import { Controller } from '@nestjs/common';
import { commandSubjectsOf, type DrillStep } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsDerivedId,
  IsId,
  IsInstant,
} from '@oce/service-kit';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { LotsReader } from '../../lot/lots.reader';
import { drillAggregate } from '../domain/drill';

const STEPS = ['lots', 'stock', 'units', 'shipments', 'buyers', 'cooperatives', 'other'] as const;
const MOST_GRAMS = 1_000_000_000_000;

export class StartDrillDto {
  @IsId() drillId: string;
  @IsDerivedId() lotId: string;
  @IsInstant() startedAt: string;
}

export class DrillStepDto {
  @IsId() stepId: string;
  @IsIn(STEPS) step: DrillStep;
  @IsInt() @Min(0) @Max(10_000) minutes: number;
  @IsInt() @Min(0) @Max(MOST_GRAMS) foundGrams: number;
  @IsInt() @Min(0) @Max(10_000) contactsTried: number;
  @IsInt() @Min(0) @Max(10_000) contactsReached: number;
  @IsOptional() @IsString() @Length(1, 300) note?: string;
  @IsInstant() recordedAt: string;
}

export class CloseDrillDto {
  @IsInstant() closedAt: string;
}

const subject = commandSubjectsOf(drillAggregate);
const scopes = ['traceability:write'];

/** Drills of recalls: twice a year, within four hours. */
@Controller('traceability/drills')
export class DrillController {
  constructor(
    private readonly lots: LotsReader,
    @InjectAggregate(drillAggregate) private readonly drills: HandlerOf<typeof drillAggregate>,
  ) {}

  /** A recall is tried on a lot. */
  @CommandHandler({ subject: subject('start'), scopes })
  async start(@Input() body: StartDrillDto, @Caller() call: CommandCall) {
    const facts = { lot: await this.lots.now(body.lotId) };
    return call.handle(this.drills, body.drillId, { type: 'StartDrill', data: { ...body }, facts });
  }

  /** What a step found, whom it reached, and how long it took. */
  @CommandHandler({ path: ':id/steps', subject: subject('record-step'), scopes })
  record(@AggregateId() id: string, @Input() { note, ...body }: DrillStepDto, @Caller() call: CommandCall) {
    const data = { ...body, note: note ?? null };
    return call.handle(this.drills, id, { type: 'RecordDrillStep', data });
  }

  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes })
  close(@AggregateId() id: string, @Input() body: CloseDrillDto, @Caller() call: CommandCall) {
    return call.handle(this.drills, id, { type: 'CloseDrill', data: { ...body } });
  }
}
