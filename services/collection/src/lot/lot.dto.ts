import { ArrayMaxSize, ArrayMinSize, IsArray, Matches } from 'class-validator';

const ID = /^[A-Za-z0-9_-]{1,100}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only' };
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATE_RULE = { message: '$property takes a date like 2026-10-01' };

export class OpenLotDto {
  @Matches(ID, ID_RULE) lotId: string;
  @Matches(ID, ID_RULE) stationId: string;
  @Matches(ID, ID_RULE) campaignId: string;
  @Matches(ID, ID_RULE) productId: string;
  @Matches(ID, ID_RULE) grade: string;
  @Matches(DATE, DATE_RULE) openedOn: string;
}

export class FillLotDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @Matches(ID, { each: true, message: 'each deliveryId takes letters, digits, - and _ only' })
  deliveryIds: string[];
}

export class CloseLotDto {
  @Matches(DATE, DATE_RULE) closedOn: string;
}
