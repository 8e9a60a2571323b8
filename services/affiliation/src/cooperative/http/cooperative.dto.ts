import { IsBusinessDate, IsFilledList, IsId, IsReason, IsShare } from '@oce/service-kit';
import { ArrayUnique, IsString, Length } from 'class-validator';

export class AffiliateCooperativeDto {
  @IsId() cooperativeId: string;
  @IsString() @Length(1, 120) name: string;
  @IsString() @Length(1, 80) region: string;
  /** 15 digits; spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsBusinessDate() affiliatedOn: string;
}

export class SignConventionDto {
  @IsId() conventionNumber: string;
  @IsBusinessDate() validFrom: string;
  @IsBusinessDate() validTo: string;
  @IsFilledList(50) @ArrayUnique() @IsId({ each: true }) products: string[];
  /** Cap on the total of OCE's charges, in parts per million of the proceeds. */
  @IsShare() commissionCapPpm: number;
}

export class EndConventionDto {
  @IsId() conventionNumber: string;
  @IsBusinessDate() endedOn: string;
  @IsReason() reason: string;
}
