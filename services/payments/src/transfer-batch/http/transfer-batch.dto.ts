import { IsBusinessDate, IsReason } from '@oce/service-kit';
import { Matches } from 'class-validator';

export class PrepareTransferBatchDto {
  /** Part of the ids in the file, which the bank takes with 35 characters at most. */
  @Matches(/^[A-Za-z0-9-]{1,28}$/, {
    message: 'batchId takes letters, digits and - only, at most 28 of them',
  })
  batchId: string;
  @IsBusinessDate() executionDate: string;
}

export class RefuseTransferBatchDto {
  @IsReason() reason: string;
}
