import { IsBusinessDate, IsId } from '@oce/service-kit';
import { IsString, Length } from 'class-validator';

export class AffiliateExporterDto {
  @IsId() exporterId: string;
  @IsString() @Length(1, 120) name: string;
  /** 15 digits; spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsBusinessDate() affiliatedOn: string;
}
