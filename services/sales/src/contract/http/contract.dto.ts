import type { ContractKind } from '@oce/contracts';
import { IsAmount, IsBusinessDate, IsFilledList, IsId } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, Min, ValidateNested } from 'class-validator';

export class PriceDto {
  @IsId() grade: string;
  @IsAmount() pricePerKgCentimes: number;
}

export class SignSaleContractDto {
  @IsId() contractId: string;
  @IsId() buyerId: string;
  /** Pooled: all lots of a campaign and grade share the proceeds. Traceable: a lot earns what its own sale earns. */
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsString() @Length(3, 3) currency: string;
  /** A rule of Incoterms 2020, with its named place. */
  @IsString() @Length(3, 3) incoterm: string;
  @IsString() @Length(2, 100) place: string;
  @IsBusinessDate() signedOn: string;
  @IsInt() @Min(0) @Max(365) paymentDays: number;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => PriceDto) prices: PriceDto[];
}
