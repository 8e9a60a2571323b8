import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateIf, ValidateNested } from 'class-validator';

const ONE_PPM = 1_000_000;

export class MoistureRuleDto {
  @IsInt() @Min(0) @Max(ONE_PPM - 1) basePpm: number;
  @IsIn(['dry_matter', 'pencil_shrink']) method: 'dry_matter' | 'pencil_shrink';
  /** For pencil shrink: the share of the weight taken off a percentage point above the base. */
  @ValidateIf(
    ({ method, shrinkPpmPerPoint }: MoistureRuleDto) =>
      method === 'pencil_shrink' || shrinkPpmPerPoint !== undefined,
  )
  @IsInt()
  @Min(0)
  @Max(ONE_PPM)
  shrinkPpmPerPoint?: number;
}

export class IntakeRuleDto {
  @Matches(/^[A-Za-z0-9_-]{1,60}$/, { message: 'productId takes letters, digits, - and _ only' })
  productId: string;
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    message: 'validFrom takes a date like 2026-10-01',
  })
  validFrom: string;
  @IsInt() @Min(0) @Max(ONE_PPM) impuritiesTolerancePpm: number;
  @IsInt() @Min(0) @Max(ONE_PPM) maxImpuritiesPpm: number;
  @IsInt() @Min(0) @Max(ONE_PPM) maxMoisturePpm: number;
  @IsOptional() @ValidateNested() @Type(() => MoistureRuleDto) moisture?: MoistureRuleDto;
}
