import type { WaitingDocument } from '@oce/projections';
import { IsIn, IsOptional } from 'class-validator';
import { IsId, PageQuery } from '../validation/rules';
import { fields } from './fields';

export class WaitingQuery extends PageQuery {
  @IsOptional() @IsIn(['waiting', 'confirmed', 'rejected']) status?: WaitingDocument['status'];
  @IsOptional() @IsId() kind?: string;
}

/** What is shown of it. */
export const shownWaiting = fields<WaitingDocument>()(
  'proposalId',
  'kind',
  'amount',
  'limit',
  'aggregate',
  'id',
  'asked',
  'askedBy',
  'askedAt',
  'status',
  'decidedBy',
  'reason',
);
