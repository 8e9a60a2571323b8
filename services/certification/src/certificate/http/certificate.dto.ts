import type { CustodyModel } from '@oce/contracts';
import { IsBusinessDate, IsFilledList, IsId, IsReason, IsShare } from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MOST_MEMBERS } from '../domain/group';

const MOST_HUNDREDTHS = 10_000_000;
const MOST_CENTS = 100_000_000_000;

export class CertificateHolderDto {
  @IsIn(['cooperative', 'station', 'exporter']) kind: 'cooperative' | 'station' | 'exporter';
  @IsId() id: string;
}

export class CertifiedByDto {
  @IsId() standardId: string;
  @IsString() @Length(1, 60) version: string;
}

export class GrantCertificateDto {
  @IsId() certificateId: string;
  /** What it lets be said: `organic`, `igp-sefrou`. */
  @IsId() claim: string;
  @ValidateNested() @Type(() => CertifiedByDto) standard: CertifiedByDto;
  @IsString() @Length(2, 120) body: string;
  @IsString() @Length(1, 60) number: string;
  @ValidateNested() @Type(() => CertificateHolderDto) holder: CertificateHolderDto;
  @IsFilledList(100) @IsId({ each: true }) productIds: string[];
  /** Of premises: what they may do; left out of production. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsId({ each: true }) activities?: string[];
  @IsBusinessDate() validFrom: string;
  @IsBusinessDate() validTo: string;
  /** How strictly goods under it are kept apart from others; segregated where nothing is said. */
  @IsOptional() @IsIn(['identity_preserved', 'segregated', 'mass_balance']) custody?: CustodyModel;
  /** The fund that the premium belongs to: Fairtrade needs one. */
  @IsOptional() @IsString() @Length(2, 120) premiumFund?: string;
}

/** From a day on, which may be past: sold lots and their buyers are listed then. */
export class CertificateEffectDto {
  @IsReason() reason: string;
  @IsBusinessDate() effectiveFrom: string;
}

export class GroupMemberDto {
  @IsId() producerCode: string;
  /** In hundredths of a hectare, all of the farm. */
  @IsInt() @Min(0) @Max(MOST_HUNDREDTHS) hectaresHundredths: number;
  @IsInt() @Min(0) @Max(MOST_HUNDREDTHS) greenhouseHectaresHundredths: number;
  @IsInt() @Min(0) @Max(MOST_HUNDREDTHS) grasslandHectaresHundredths: number;
  @IsOptional() @IsInt() @Min(0) @Max(MOST_CENTS) turnoverEuroCents?: number;
  @IsOptional() @IsInt() @Min(0) @Max(MOST_CENTS) standardOutputEuroCents?: number;
  @IsOptional() @IsShare() certificationCostPpm?: number;
}

export class ListMembersDto {
  @IsBusinessDate('terms') validFrom: string;
  @IsFilledList(MOST_MEMBERS + 1)
  @ValidateNested({ each: true })
  @Type(() => GroupMemberDto)
  members: GroupMemberDto[];
}

export class InspectMemberDto {
  @IsId() producerCode: string;
  @IsBusinessDate('booking') inspectedOn: string;
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(3, 300, { each: true })
  nonConformities: string[];
}

export class GroupSuspensionDto {
  @IsId() producerCode: string;
  @IsReason() reason: string;
  @IsBusinessDate() from: string;
}
