import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { lotBalancesProjection, type LotBalanceDocument } from './lots';

export class LotBalancesQuery extends PageQuery {
  @IsOptional() @IsId() productId?: string;
}

const shown = fields<LotBalanceDocument>()(
  'lotId',
  'runId',
  'productId',
  'netGrams',
  'leftGrams',
  'pieces',
  'origins',
  'isForSale',
  'isWithdrawn',
);

/** Reads what is left of lots. */
@Scopes('conditioning:read')
@Controller('conditioning/lots')
export class LotBalancesQueryController extends readsOf(
  lotBalancesProjection,
  'lot',
  shown,
  LotBalancesQuery,
) {}
