import { IsInt, Matches, Max, Min } from 'class-validator';
import { IsBusinessDate, IsId, IsReason } from './rules';

/** What a single person may do of a kind, from a day on; the unit is the kind's. */
export class PublishLimitDto {
  @IsId() version: string;
  @IsId() kind: string;
  @IsBusinessDate() validFrom: string;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) limit: number;
}

/** What waits for a second person: the kind of its limit and its own id, as the list of what waits names it. */
export class ConfirmProposalDto {
  @Matches(/^[a-z]{1,20}-[A-Za-z0-9_-]{1,128}$/, { message: 'proposalId takes the id of what waits' })
  proposalId: string;
}

export class RejectProposalDto extends ConfirmProposalDto {
  @IsReason() reason: string;
}
