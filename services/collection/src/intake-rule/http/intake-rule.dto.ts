import { ONE_PPM } from '@oce/quantities';
import { IsBusinessDate, IsId, IsShare } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateIf, ValidateNested } from 'class-validator';

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
