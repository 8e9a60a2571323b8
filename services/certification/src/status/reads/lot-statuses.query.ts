import { Controller } from '@nestjs/common';
import { claimsOn } from '@oce/contracts';
import { businessDate } from '@oce/quantities';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { lotStatusesProjection, type LotStatusDocument } from './lot-statuses';

export class LotStatusesQuery extends PageQuery {
  @IsOptional() @IsIn(['held', 'released', 'recalled', 'destroyed']) status?: LotStatusDocument['status'];
  @IsOptional() @IsId() productId?: string;
}

const kept = fields<LotStatusDocument>()(
  'lotId',
  'productId',
  'status',
  'markets',
  'claims',
  'heldFor',
  'heldAt',
  'recallId',
);

/** Claims as they may be said today: what a certificate gave ends with it. */
const shown = (document: LotStatusDocument) => ({
  ...kept(document),
  claims: claimsOn(document.claims, businessDate(new Date().toISOString())),
});

/** Reads what may be done with lots. */
@Scopes('certification:read')
@Controller('certification/lots')
export class LotStatusesQueryController extends readsOf(
  lotStatusesProjection,
  'lot',
  shown,
  LotStatusesQuery,
) {}
