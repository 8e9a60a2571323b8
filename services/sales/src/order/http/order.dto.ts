import { IsBusinessDate, IsFilledList, IsId, IsReason } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';

const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,59}$/u;

/** A reference of others: of a bank, a buyer, a delivery note. */
export const IsReference = (): PropertyDecorator =>
  Matches(REFERENCE, {
    message: '$property takes letters, digits, spaces and . _ / - only, at most 60 of them',
  });

/** The most that one weight may be: 100,000 tonnes. */
const HEAVIEST_GRAMS = 100_000_000_000;

const MOST_PIECES = 1_000_000_000;

export class OrderLineDto {
  @IsId() lotId: string;
  /** One of these three, as the contract sells: by the kilogram, the litre or the piece. */
  @IsOptional() @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) grams?: number;
  @IsOptional() @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) millilitres?: number;
  @IsOptional() @IsInt() @Min(1) @Max(MOST_PIECES) pieces?: number;
}

export class PlaceOrderDto {
  @IsId() orderId: string;
  @IsId() contractId: string;
  /** The buyer's own number of the order, once only for a buyer. */
  @IsOptional() @IsReference() buyerReference?: string;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => OrderLineDto) lines: OrderLineDto[];
  @IsBusinessDate('booking') placedOn: string;
}

export class ConfirmOrderDto {
  @IsBusinessDate('booking') confirmedOn: string;
}

export class FulfilOrderDto {
  @IsReference() deliveryNoteNumber: string;
  @IsBusinessDate('booking') deliveredOn: string;
}

export class CancelOrderDto {
  @IsReason() reason: string;
  @IsBusinessDate('booking') cancelledOn: string;
}
