import { IsAmount, IsId } from '@oce/service-kit';
import { IsString, Length } from 'class-validator';

export class AcceptBuyerDto {
  @IsId() buyerId: string;
  /** The company's name. */
  @IsString() @Length(2, 200) name: string;
  /** The company's identifier: 15 digits, spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsString() @Length(2, 100) city: string;
  @IsAmount(0) limitCentimes: number;
}

export class SetBuyerLimitDto {
  @IsAmount(0) limitCentimes: number;
}
