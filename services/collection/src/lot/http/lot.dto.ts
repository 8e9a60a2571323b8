import { IsBusinessDate, IsDerivedId, IsFilledList, IsId } from '@oce/service-kit';

export class OpenLotDto {
  @IsId() lotId: string;
  @IsId() stationId: string;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsId() grade: string;
  @IsBusinessDate() openedOn: string;
}

export class FillLotDto {
  @IsFilledList(500) @IsDerivedId({ each: true }) deliveryIds: string[];
}

export class CloseLotDto {
  @IsBusinessDate() closedOn: string;
}
