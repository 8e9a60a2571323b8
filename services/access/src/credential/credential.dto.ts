import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { ROLES, type Role } from '../roles/roles';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only, at most 60 of them' };

export class EnrolTerminalDto {
  @Matches(ID, ID_RULE) terminalId: string;
  @Matches(ID, ID_RULE) stationId: string;
  @IsOptional() @Matches(ID, ID_RULE) scaleId?: string;
}

export class IssueCodeDto {
  @Matches(ID, ID_RULE) producerCode: string;
}

export class IssuePartnerKeyDto {
  @Matches(ID, ID_RULE) partnerId: string;
}

export class InviteStaffDto {
  @Matches(ID, ID_RULE) staffId: string;
  @ArrayMinSize(1) @ArrayMaxSize(ROLES.length) @ArrayUnique() @IsIn(ROLES, { each: true }) roles: Role[];
}

export class ChangeRolesDto {
  @ArrayMinSize(1) @ArrayMaxSize(ROLES.length) @ArrayUnique() @IsIn(ROLES, { each: true }) roles: Role[];
}

/** Why a credential is revoked or replaced, for whoever looks back. */
export class ReasonDto {
  @IsString() @Length(3, 300) reason: string;
}
