import { IsFilledList, IsId, IsReason } from '@oce/service-kit';
import { ArrayUnique, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { ROLES, type Role } from '../../roles/roles';

export class EnrolTerminalDto {
  @IsId() terminalId: string;
  @IsId() stationId: string;
  @IsOptional() @IsId() scaleId?: string;
}

export class IssueCodeDto {
  @IsId() producerCode: string;
}

export class IssuePartnerKeyDto {
  @IsId() partnerId: string;
}

export class InviteStaffDto {
  @IsId() staffId: string;
  @IsFilledList(ROLES.length) @ArrayUnique() @IsIn(ROLES, { each: true }) roles: Role[];
}

export class ActivateStaffDto {
  @IsId() staffId: string;
  @IsString() @Length(1, 200) invitation: string;
  /** Twelve characters or more. */
  @IsString() @Length(12, 200) password: string;
}

export class ChangeRolesDto {
  @IsFilledList(ROLES.length) @ArrayUnique() @IsIn(ROLES, { each: true }) roles: Role[];
}

/** Why a credential is revoked or replaced, for whoever looks back. */
export class ReasonDto {
  @IsReason() reason: string;
}
