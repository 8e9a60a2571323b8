import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { poolsProjection, type PoolDocument } from './pools';

export class PoolsQuery extends PageQuery {
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsIn(['open', 'closed', 'wound_up']) status?: PoolDocument['status'];
}

const shown = fields<PoolDocument>()(
  'poolId',
  'kind',
  'campaignId',
  'productId',
  'grades',
  'lotIds',
  'terms',
  'status',
  'proceedsCentimes',
  'proceeds',
  'costs',
  'closing',
  'restCentimes',
  'arrearsCentimes',
  'supplements',
  'woundUp',
);

/** Reads pools. */
@Scopes('payments:read')
@Controller('payments/pools')
export class PoolsQueryController extends readsOf(poolsProjection, 'pool', shown, PoolsQuery) {}
