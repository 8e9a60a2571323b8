import { Controller } from '@nestjs/common';
import type { TaxedKind } from '@oce/contracts';
import { fields, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import type { SellerIdentified, VatPublished } from '../domain/tax.events';
import { PRODUCT_KINDS } from '../http/tax.controller';
import { sellersProjection, vatSchedulesProjection } from './tax';

export class VatSchedulesQuery extends PageQuery {
  @IsOptional() @IsIn(PRODUCT_KINDS) productKind?: TaxedKind;
}

const shownVat = fields<VatPublished['data']>()(
  'productKind',
  'version',
  'market',
  'validFrom',
  'ratePpm',
  'ground',
);

/** Reads the VAT that was published. */
@Scopes('sales:read')
@Controller('sales/vat-schedules')
export class VatSchedulesQueryController extends readsOf(
  vatSchedulesProjection,
  'version of VAT',
  shownVat,
  VatSchedulesQuery,
) {}

const shownSeller = fields<SellerIdentified['data']>()('name', 'place', 'ice', 'taxId', 'validFrom');

/** Reads who sells, by dates. */
@Scopes('sales:read')
@Controller('sales/sellers')
export class SellersQueryController extends readsOf(sellersProjection, 'seller', shownSeller) {}
