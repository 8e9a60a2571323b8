import { IsId } from '@oce/service-kit';
import { IsIn, IsString, Length, Matches, ValidateIf } from 'class-validator';

const CODE = /^\d{8}$/;
const CODE_RULE = { message: '$property takes the eight digits of a personal code' };

const GRANTS = ['terminal', 'producer', 'staff', 'partner', 'bootstrap'] as const;
const when = (...grants: readonly string[]) =>
  ValidateIf((request: TokenRequestDto) => grants.includes(request.grant));

/** What somebody signs in with; which fields are needed depends on `grant`. */
export class TokenRequestDto {
  @IsIn(GRANTS) grant: (typeof GRANTS)[number];
  @when('terminal') @IsId() terminalId?: string;
  @when('producer') @IsId() producerCode?: string;
  @when('staff') @IsId() staffId?: string;
  @when('partner') @IsId() partnerId?: string;
  @when('terminal', 'partner', 'bootstrap') @IsString() @Length(1, 200) secret?: string;
  @when('producer') @Matches(CODE, CODE_RULE) code?: string;
  @when('staff') @IsString() @Length(1, 200) password?: string;
}

export class ChangeCodeDto {
  @IsId() producerCode: string;
  @Matches(CODE, CODE_RULE) code: string;
  @Matches(CODE, CODE_RULE) newCode: string;
}
