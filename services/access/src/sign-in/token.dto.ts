import { IsIn, IsString, Length, Matches, ValidateIf } from 'class-validator';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only, at most 60 of them' };
export const CODE = /^\d{8}$/;
export const CODE_RULE = { message: '$property takes the eight digits of a personal code' };

export const GRANTS = ['terminal', 'producer', 'staff', 'partner', 'bootstrap'] as const;
const when = (...grants: readonly string[]) =>
  ValidateIf((request: TokenRequestDto) => grants.includes(request.grant));

/** What somebody signs in with; which fields are needed depends on `grant`. */
export class TokenRequestDto {
  @IsIn(GRANTS) grant: (typeof GRANTS)[number];
  @when('terminal') @Matches(ID, ID_RULE) terminalId?: string;
  @when('producer') @Matches(ID, ID_RULE) producerCode?: string;
  @when('staff') @Matches(ID, ID_RULE) staffId?: string;
  @when('partner') @Matches(ID, ID_RULE) partnerId?: string;
  @when('terminal', 'partner', 'bootstrap') @IsString() @Length(1, 200) secret?: string;
  @when('producer') @Matches(CODE, CODE_RULE) code?: string;
  @when('staff') @IsString() @Length(1, 200) password?: string;
}

export class ChangeCodeDto {
  @Matches(ID, ID_RULE) producerCode: string;
  @Matches(CODE, CODE_RULE) code: string;
  @Matches(CODE, CODE_RULE) newCode: string;
}

export class ActivateStaffDto {
  @Matches(ID, ID_RULE) staffId: string;
  @IsString() @Length(1, 200) invitation: string;
  /** Twelve characters or more. */
  @IsString() @Length(12, 200) password: string;
}
