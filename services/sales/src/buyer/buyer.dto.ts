import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { HIGHEST_CENTIMES, IsId } from '../shared/rules';

export class AcceptBuyerDto {
  @IsId() buyerId: string;
  /** The company's name. */
  @IsString() @Length(2, 200) name: string;
  /** The company's identifier: 15 digits, spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsString() @Length(2, 100) city: string;
  @IsInt() @Min(0) @Max(HIGHEST_CENTIMES) limitCentimes: number;
}

export class SetBuyerLimitDto {
  @IsInt() @Min(0) @Max(HIGHEST_CENTIMES) limitCentimes: number;
}
