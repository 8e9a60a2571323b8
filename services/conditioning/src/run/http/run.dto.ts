import { IsDerivedId, IsFilledList, IsId, IsReason, IsWeighingInstant } from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ACTIVITIES, type Activity } from '../domain/run.events';

const MOST_GRAMS = 1_000_000_000;

export class StartRunDto {
  @IsId() runId: string;
  @IsId() stationId: string;
  @IsId() lineId: string;
  @IsIn(ACTIVITIES) activity: Activity;
  /** The completed run that this one sets right. */
  @IsOptional() @IsId() corrects?: string;
  @IsWeighingInstant() startedAt: string;
}

export class ChargeRunDto {
  @IsId() chargeId: string;
  @IsIn(['lot', 'tank', 'material']) from: 'lot' | 'tank' | 'material';
  /** The lot, the tank, or the material at the run's station. */
  @IsDerivedId() sourceId: string;
  /** Grams; of a counted material, pieces. */
  @IsInt() @Min(1) @Max(MOST_GRAMS) quantity: number;
}

export class GiveBackDto {
  @IsId() chargeId: string;
  @IsReason() reason: string;
}

export class RunOutputDto {
  @IsId() outputId: string;
  @IsIn(['main', 'by_product']) kind: 'main' | 'by_product';
  @IsId() productId: string;
  @IsInt() @Min(1) @Max(MOST_GRAMS) grams: number;
  /** Of a packed product. */
  @IsOptional() @IsInt() @Min(1) @Max(10_000_000) pieces?: number;
  /** The tank that all of it goes into. */
  @IsOptional() @IsId() tankId?: string;
}

export class RunWasteDto {
  @IsId() kind: string;
  @IsInt() @Min(1) @Max(MOST_GRAMS) grams: number;
}

export class CompleteRunDto {
  @IsFilledList(50) @ValidateNested({ each: true }) @Type(() => RunOutputDto) outputs: RunOutputDto[];
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => RunWasteDto) waste: RunWasteDto[];
  @IsInt() @Min(0) @Max(MOST_GRAMS) lossGrams: number;
  @IsWeighingInstant() completedAt: string;
  /** The highest temperature that was measured, in tenths of a degree. */
  @IsOptional() @IsInt() @Min(-200) @Max(3_000) highestDeciCelsius?: number;
}

export class HandOverRunDto {
  @IsString() @Length(1, 40) deliveryNoteNumber: string;
  /** How the member pays the fee. */
  @IsIn(['cash', 'account', 'oil']) feeBy: 'cash' | 'account' | 'oil';
  @IsWeighingInstant() handedOverAt: string;
}

export class ReverseRunDto {
  @IsReason() reason: string;
}
