import { IsReason } from '@oce/service-kit';
import { Matches } from 'class-validator';

export class ProposeBankDetailsDto {
  /** 24 digits; spaces are let pass. */
  @Matches(/^[\d ]{24,40}$/, { message: 'rib takes the 24 digits of a RIB' }) rib: string;
}

/** Names the account by the mark that the proposal answered with, or that a reading shows. */
export class ApproveBankDetailsDto {
  @Matches(/^[0-9a-f]{64}$/, { message: 'ribHash takes the mark of a proposed account' }) ribHash: string;
}

export class RefuseBankDetailsDto extends ApproveBankDetailsDto {
  @IsReason() reason: string;
}
