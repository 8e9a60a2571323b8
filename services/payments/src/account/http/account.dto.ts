import { HIGHEST_CENTIMES, IsAmount, IsBusinessDate, IsDerivedId, IsId, IsReason } from '@oce/service-kit';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';

export class GrantInputCreditDto {
  @IsId() creditId: string;
  @IsAmount() amountCentimes: number;
  @IsString() @Length(1, 200) purpose: string;
  @IsBusinessDate() grantedOn: string;
  /** Who is owed for the goods; left out where they come from OCE's own depot. */
  @IsOptional() @IsId() supplierId?: string;
}

export class DeclarePremiumDto {
  @IsId() premiumId: string;
  @Matches(/^\d{4}-(T[1-4]|(0[1-9]|1[0-2]))$/, { message: 'period takes a quarter or month like 2026-T4' })
  period: string;
  @IsAmount() amountCentimes: number;
  @IsBusinessDate() dueOn: string;
}

/** For a delivery whose advance waits with a clerk. */
export class PostAdvanceDto {
  @IsDerivedId() deliveryId: string;
}

export class DisputeLineDto {
  @IsId() disputeId: string;
  @Matches(/^[A-Za-z0-9_-]{1,200}$/, { message: 'lineId takes the id of a line of the account' })
  lineId: string;
  @IsReason() reason: string;
}

export class ResolveDisputeDto {
  @IsId() disputeId: string;
  @IsIn(['upheld', 'rejected']) outcome: 'upheld' | 'rejected';
  @IsReason() resolution: string;
  /** By how much the line changes; with `upheld` only, negative to the member's loss. */
  @IsOptional() @IsAmount(-HIGHEST_CENTIMES) amountCentimes?: number;
}
