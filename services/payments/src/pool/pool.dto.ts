import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ChargedBy, ContractKind } from '../settlement';
import { HIGHEST_CENTIMES, IsAmount, IsBusinessDate, IsId, IsShare } from '../shared/rules';

const IDS = /^[A-Za-z0-9_-]{1,60}$/;
const IDS_RULE = { each: true, message: '$property takes ids of letters, digits, - and _' };

export class MillingDto {
  @IsInt() @Min(0) @Max(HIGHEST_CENTIMES) perKgCentimes: number;
  @IsIn(['oce', 'third_party']) chargedBy: ChargedBy;
}

export class PoolTermsDto {
  @ValidateNested() @Type(() => MillingDto) milling: MillingDto;
  @IsShare() commissionPpm: number;
  /** The convention's cap on the total of OCE's charges. */
  @IsShare() oceChargesCapPpm: number;
}

export class OpenPoolDto {
  @IsId() poolId: string;
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(50) @Matches(IDS, IDS_RULE) grades: string[];
  /** The one lot of a traceable settlement; left out for a pool. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @Matches(IDS, IDS_RULE) lotIds?: string[];
  @ValidateNested() @Type(() => PoolTermsDto) terms: PoolTermsDto;
}

export class PostChargeDto {
  @IsId() chargeId: string;
  @Matches(/^[a-z][a-z0-9_-]{0,39}$/, { message: 'kind takes a word in small letters' })
  kind: string;
  @IsIn(['oce', 'third_party']) chargedBy: ChargedBy;
  @IsAmount() amountCentimes: number;
}

export class ClosePoolDto {
  /** Today unless told. */
  @IsOptional() @IsBusinessDate() closedOn?: string;
}

export class AssignProceedsDto {
  @IsId() proceedsId: string;
}
