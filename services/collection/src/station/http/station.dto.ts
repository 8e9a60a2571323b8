import { IsBusinessDate, IsId } from '@oce/service-kit';
import { IsString, Length } from 'class-validator';

export class OpenStationDto {
  @IsId() stationId: string;
  @IsString() @Length(1, 120) name: string;
  @IsId() cooperativeId: string;
  @IsBusinessDate() openedOn: string;
}

export class VerifyScaleDto {
  @IsId() scaleId: string;
  @IsString() @Length(1, 40) kind: string;
  @IsId() certificate: string;
  @IsBusinessDate() verifiedOn: string;
  @IsBusinessDate() validUntil: string;
}

export class InstallTerminalDto {
  @IsId() terminalId: string;
  @IsId() scaleId: string;
}
