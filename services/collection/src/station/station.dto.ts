import { IsString, Length, Matches } from 'class-validator';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only, at most 60 of them' };
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATE_RULE = { message: '$property takes a date like 2026-10-01' };

export class OpenStationDto {
  @Matches(ID, ID_RULE) stationId: string;
  @IsString() @Length(1, 120) name: string;
  @Matches(ID, ID_RULE) cooperativeId: string;
  @Matches(DATE, DATE_RULE) openedOn: string;
}

export class VerifyScaleDto {
  @Matches(ID, ID_RULE) scaleId: string;
  @IsString() @Length(1, 40) kind: string;
  @Matches(ID, ID_RULE) certificate: string;
  @Matches(DATE, DATE_RULE) verifiedOn: string;
  @Matches(DATE, DATE_RULE) validUntil: string;
}

export class InstallTerminalDto {
  @Matches(ID, ID_RULE) terminalId: string;
  @Matches(ID, ID_RULE) scaleId: string;
}
