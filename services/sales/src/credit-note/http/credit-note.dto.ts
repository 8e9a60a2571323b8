import { IsAmount, IsBusinessDate, IsFilledList, IsId, IsReason } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';

export class CreditLineDto {
  @IsId() lotId: string;
  @IsAmount() amountCentimes: number;
}

export class GrantCreditDto {
  @IsId() creditId: string;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => CreditLineDto) lines: CreditLineDto[];
  @IsReason() reason: string;
  @IsBusinessDate() grantedOn: string;
}
