import { IsString, Length } from 'class-validator';
import { IsBusinessDate, IsBusinessId } from '../shared/fields';

export class AffiliateExporterDto {
  @IsBusinessId() exporterId: string;
  @IsString() @Length(1, 120) name: string;
  /** 15 digits; spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsBusinessDate() affiliatedOn: string;
}
