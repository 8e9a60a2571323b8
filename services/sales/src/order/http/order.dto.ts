import { IsBusinessDate, IsFilledList, IsId, IsReason } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsReference } from './reference';

/** The most that one weight may be: 100,000 tonnes. */
const HEAVIEST_GRAMS = 100_000_000_000;

export class OrderLineDto {
  @IsId() lotId: string;
  @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) grams: number;
}

export class PlaceOrderDto {
  @IsId() orderId: string;
  @IsId() contractId: string;
  /** The buyer's own number of the order, once only for a buyer. */
  @IsOptional() @IsReference() buyerReference?: string;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => OrderLineDto) lines: OrderLineDto[];
  @IsBusinessDate() placedOn: string;
}

export class ConfirmOrderDto {
  @IsBusinessDate() confirmedOn: string;
}

export class FulfilOrderDto {
  @IsReference() deliveryNoteNumber: string;
  @IsBusinessDate() deliveredOn: string;
}

export class CancelOrderDto {
  @IsReason() reason: string;
  @IsBusinessDate() cancelledOn: string;
}
