import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { traderPricesProjection, type TraderPriceDocument } from './trader-prices';

export class TraderPricesQuery extends PageQuery {
  @IsOptional() @IsId() productId?: string;
}

const shown = fields<TraderPriceDocument>()(
  'priceId',
  'place',
  'productId',
  'day',
  'pricePerKgCentimes',
  'source',
  'enteredBy',
);

/** Reads what traders paid. */
@Scopes('traceability:read')
@Controller('traceability/trader-prices')
export class TraderPricesQueryController extends readsOf(
  traderPricesProjection,
  'price',
  shown,
  TraderPricesQuery,
) {}
