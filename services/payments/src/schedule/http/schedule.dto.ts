import { IsAmount, IsBusinessDate, IsFilledList, IsId, IsShare } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, Max, Min, ValidateNested } from 'class-validator';

export class GradePriceDto {
  @IsId() grade: string;
  @IsAmount(0) pricePerKgCentimes: number;
  /** What a kilogram counts in points: 1,050,000 for 1.05. */
  @IsInt() @Min(0) @Max(100_000_000) pointsPpm: number;
}

export class PublishPriceScheduleDto {
  @IsId() version: string;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsBusinessDate() validFrom: string;
  @IsShare() advancePpm: number;
  @IsFilledList(100)
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
