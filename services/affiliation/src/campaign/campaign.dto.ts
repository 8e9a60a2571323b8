import { IsString, Length } from 'class-validator';
import { IsBusinessDate, IsBusinessId } from '../shared/fields';

export class OpenCampaignDto {
  @IsBusinessId() campaignId: string;
  @IsBusinessId() productId: string;
  @IsString() @Length(1, 120) name: string;
  @IsBusinessDate() opensOn: string;
  @IsBusinessDate() lastWeighingOn: string;
}

export class CloseCampaignDto {
  @IsBusinessDate() closedOn: string;
}
