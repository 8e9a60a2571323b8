import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { lotsProjection, type LotDocument } from './lots';

export class LotsQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
  @IsOptional() @IsIn(['open', 'closed']) status?: LotDocument['status'];
}

const shown = fields<LotDocument>()(
  'lotId',
  'stationId',
  'campaignId',
  'productId',
  'grade',
  'status',
  'deliveries',
  'netGrams',
  'payableGrams',
  'openedOn',
  'closedOn',
  'members',
);

/** Reads raw lots. */
@Scopes('collection:read')
@Controller('collection/lots')
export class LotsQueryController extends readsOf(lotsProjection, 'lot', shown, LotsQuery) {}
