import { Controller } from '@nestjs/common';
import type { ContractKind } from '@oce/contracts';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { lotsProjection, type LotDocument } from './lots';

export class LotsQuery extends PageQuery {
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsId() grade?: string;
  @IsOptional() @IsIn(['pooled', 'traceable']) kind?: ContractKind;
}

const shown = fields<LotDocument>()(
  'lotId',
  'stationId',
  'campaignId',
  'productId',
  'grade',
  'netGrams',
  'closedOn',
  'kind',
  'offeredOn',
  'allocatedGrams',
  'leftGrams',
  'allocations',
);

/** Reads lots: offered, allocated, left. */
@Scopes('sales:read')
@Controller('sales/lots')
export class LotsQueryController extends readsOf(lotsProjection, 'lot', shown, LotsQuery) {}
