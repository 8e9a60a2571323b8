import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { ONE_PPM } from '@oce/quantities';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsId,
  IsShare,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
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
  @IsBusinessDate() validFrom: string;
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
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['collection:write'] })
  publish(@Input() body: IntakeRuleDto, @Caller() call: CommandCall) {
    const { moisture, ...rest } = body;
    const data = moisture ? { ...rest, moisture: moistureOf(moisture) } : rest;
    return call.handle(this.rules, body.productId, { type: 'PublishIntakeRule', data: data });
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
