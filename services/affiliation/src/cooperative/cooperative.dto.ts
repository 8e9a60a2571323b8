import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsBusinessDate, IsBusinessId } from '../shared/fields';

const ONE_PPM = 1_000_000;
const PRODUCT_ID = /^[A-Za-z0-9_-]{1,60}$/;

export class AffiliateCooperativeDto {
  @IsBusinessId() cooperativeId: string;
  @IsString() @Length(1, 120) name: string;
  @IsString() @Length(1, 80) region: string;
  /** 15 digits; spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsBusinessDate() affiliatedOn: string;
}

export class SignConventionDto {
  @IsBusinessId() conventionNumber: string;
  @IsBusinessDate() validFrom: string;
  @IsBusinessDate() validTo: string;
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(PRODUCT_ID, { each: true, message: '$property takes ids of products' })
  products: string[];
  /** Cap on the total of OCE's charges, in parts per million of the proceeds. */
  @IsInt() @Min(0) @Max(ONE_PPM) commissionCapPpm: number;
}

export class EndConventionDto {
  @IsBusinessId() conventionNumber: string;
  @IsBusinessDate() endedOn: string;
  @IsString() @Length(3, 300) reason: string;
}
