import { IsBusinessDate, IsId } from '@oce/service-kit';
import { IsString, Length } from 'class-validator';

export class OpenCampaignDto {
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsString() @Length(1, 120) name: string;
  @IsBusinessDate() opensOn: string;
  @IsBusinessDate() lastWeighingOn: string;
}

export class CloseCampaignDto {
  @IsBusinessDate() closedOn: string;
}
