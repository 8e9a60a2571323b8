import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { waitingProjection, type WaitingDocument } from './waiting';

export class WaitingQuery extends PageQuery {
  @IsOptional() @IsIn(['waiting', 'confirmed', 'rejected']) status?: WaitingDocument['status'];
  @IsOptional() @IsId() kind?: string;
}

const shown = fields<WaitingDocument>()(
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

/** Reads what waits for a second person. */
@Scopes('sales:read')
@Controller('sales/waiting')
export class WaitingQueryController extends readsOf(waitingProjection, 'matter', shown, WaitingQuery) {}
