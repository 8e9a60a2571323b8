import { IsAmount, IsBusinessDate, IsId } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsReference } from '../../order/http/reference';

export class RateDto {
  @IsBusinessDate() date: string;
  /** MAD for one unit of the currency, in millionths: 10.82 is 10820000. */
  @IsInt() @Min(1) @Max(1_000_000_000) rateMicros: number;
}

/** Money of a buyer at the bank, for an invoice or for the order that it bills. */
export class RecordProceedsDto {
  @IsId() proceedsId: string;
  @IsOptional() @IsId() invoiceNumber?: string;
  /** Where the invoice is not named. */
  @IsOptional() @IsId() orderId?: string;
  /** In hundredths of the currency. */
  @IsAmount() amountCentimes: number;
  /** MAD unless told. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string;
  /** 1 on the value date unless told. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => RateDto) rate?: RateDto;
  @IsBusinessDate() valueDate: string;
  /** The bank's own reference, once only. */
  @IsReference() bankReference: string;
}
