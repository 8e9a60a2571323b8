import { Controller, Inject } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf, LogReader } from '@oce/event-store';
import { ONE_PPM } from '@oce/quantities';
import {
  Caller,
  CommandCall,
  CommandHandler,
  EVENT_STORE,
  InjectAggregate,
  InjectProjection,
  Input,
  IsBusinessDate,
  IsId,
  IsShare,
  ProjectionView,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import { lastWeighingsProjection, type LastWeighing } from '../reads/last-weighings';
import { intakeRuleAggregate, type IntakeRulePublished } from '../domain/intake-rule';

export class MoistureRuleDto {
  @IsInt() @Min(0) @Max(ONE_PPM - 1) basePpm: number;
  @IsIn(['dry_matter', 'pencil_shrink']) method: 'dry_matter' | 'pencil_shrink';
  /** For pencil shrink: the share of the weight taken off a percentage point above the base. */
  @ValidateIf(
    ({ method, shrinkPpmPerPoint }: MoistureRuleDto) =>
      method === 'pencil_shrink' || shrinkPpmPerPoint !== undefined,
  )
  @IsShare()
  shrinkPpmPerPoint?: number;
}

export class IntakeRuleDto {
  @IsId() productId: string;
  @IsBusinessDate('terms') validFrom: string;
  @IsShare() impuritiesTolerancePpm: number;
  @IsShare() maxImpuritiesPpm: number;
  @IsShare() maxMoisturePpm: number;
  @IsOptional() @ValidateNested() @Type(() => MoistureRuleDto) moisture?: MoistureRuleDto;
}

const subject = commandSubjectsOf(intakeRuleAggregate);

/** What a product may have in it, from a day on. */
@Controller('collection/intake-rules')
export class IntakeRuleController {
  constructor(
    @InjectAggregate(intakeRuleAggregate) private readonly rules: HandlerOf<typeof intakeRuleAggregate>,
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(lastWeighingsProjection) private readonly weighings: ProjectionView<LastWeighing>,
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['collection:write'] })
  async publish(@Input() body: IntakeRuleDto, @Caller() call: CommandCall) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    const { moisture, ...rest } = body;
    const data = moisture ? { ...rest, moisture: moistureOf(moisture) } : rest;
    const weighings = await this.weighings.at(await this.log.lastPosition());
    const facts = { lastWeighedOn: (await weighings.find(body.productId))?.weighedOn };
    return call.handle(this.rules, body.productId, { type: 'PublishIntakeRule', data, facts });
  }
}

function moistureOf({
  basePpm,
  method,
  shrinkPpmPerPoint = 0,
}: MoistureRuleDto): IntakeRulePublished['data']['moisture'] {
  return {
    basePpm,
    method: method === 'dry_matter' ? { kind: method } : { kind: method, shrinkPpmPerPoint },
  };
}
