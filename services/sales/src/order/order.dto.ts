import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { HEAVIEST_GRAMS, IsBusinessDate, IsId, IsLines, IsReference } from '../shared/rules';

export class OrderLineDto {
  @IsId() lotId: string;
  @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) grams: number;
}

export class PlaceOrderDto {
  @IsId() orderId: string;
  @IsId() contractId: string;
  /** The buyer's own number of the order, once only for a buyer. */
  @IsOptional() @IsReference() buyerReference?: string;
  @IsLines() @ValidateNested({ each: true }) @Type(() => OrderLineDto) lines: OrderLineDto[];
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
  @IsString() @Length(3, 300) reason: string;
  @IsBusinessDate() cancelledOn: string;
}
