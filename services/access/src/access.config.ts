import { PersonalDataConfig } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';

/** The environment of access. */
export class AccessConfig extends PersonalDataConfig {
  /** PKCS8 PEM of the Ed25519 key that signs tokens; line ends may be written as \n. */
  @Matches(/^-----BEGIN PRIVATE KEY-----/, { message: 'OCE_TOKEN_PRIVATE_KEY takes a PKCS8 PEM' })
  OCE_TOKEN_PRIVATE_KEY: string;
  /** With it the first administrator signs in as `staff:admin`. Take it away once there is another. */
  @IsOptional() @IsString() @MinLength(24) @MaxLength(200) OCE_BOOTSTRAP_SECRET?: string;

  @IsInt() @Min(60) @Max(43_200) @Type(() => Number) OCE_STAFF_TOKEN_SECONDS: number = 30 * 60;
  @IsInt() @Min(60) @Max(43_200) @Type(() => Number) OCE_TERMINAL_TOKEN_SECONDS: number = 15 * 60;
  @IsInt() @Min(60) @Max(43_200) @Type(() => Number) OCE_PRODUCER_TOKEN_SECONDS: number = 20 * 60;
  /** Refused sign-ins answer at multiples of this time, whatever the reason took. */
  @IsInt() @Min(1) @Max(5_000) @Type(() => Number) OCE_SIGN_IN_BEAT_MS: number = 250;
}
