import { type ContractKind } from '@oce/contracts';
import { IsAmount, IsBusinessDate, IsFilledList, IsId, IsShare } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, Matches, ValidateNested } from 'class-validator';
import { type ChargedBy } from '../domain/settlement/charges';

export class MillingDto {
  @IsAmount(0) perKgCentimes: number;
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
  @IsFilledList(50) @IsId({ each: true }) grades: string[];
  /** The one lot of a traceable settlement; left out for a pool. */
  @IsOptional() @IsFilledList(10) @IsId({ each: true }) lotIds?: string[];
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
