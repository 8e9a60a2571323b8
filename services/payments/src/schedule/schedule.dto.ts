import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { HIGHEST_CENTIMES, IsBusinessDate, IsId, IsShare } from '../shared/rules';

export class GradePriceDto {
  @IsId() grade: string;
  @IsInt() @Min(0) @Max(HIGHEST_CENTIMES) pricePerKgCentimes: number;
  /** What a kilogram counts in points: 1,050,000 for 1.05. */
  @IsInt() @Min(0) @Max(100_000_000) pointsPpm: number;
}

export class PublishPriceScheduleDto {
  @IsId() version: string;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsBusinessDate() validFrom: string;
  @IsShare() advancePpm: number;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GradePriceDto)
  grades: GradePriceDto[];
}

export class CapsDto {
  @IsShare() legal: number;
  @IsShare() insurance: number;
  @IsShare() input_credit: number;
  @IsShare() voluntary: number;
}

export class PublishDeductionScheduleDto {
  @IsId() version: string;
  @IsBusinessDate() validFrom: string;
  @ValidateNested() @Type(() => CapsDto) capsPpm: CapsDto;
  @IsShare() floorPpm: number;
}
