import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { openOrdersProjection, ordersProjection, type OrderDocument } from './orders';

export class OrdersQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() contractId?: string;
  @IsOptional()
  @IsIn(['placed', 'secured', 'refused', 'confirmed', 'fulfilled', 'cancelled'])
  status?: OrderDocument['status'];
}

const shown = fields<OrderDocument>()(
  'orderId',
  'buyerId',
  'contractId',
  'kind',
  'buyerReference',
  'lines',
  'amountCentimes',
  'vatCentimes',
  'status',
  'placedOn',
  'confirmedOn',
  'deliveredOn',
  'deliveryNoteNumber',
  'invoiceNumber',
  'reason',
  'detail',
);

/** Reads orders, whatever became of them. */
@Scopes('sales:read')
@Controller('sales/orders')
export class OrdersQueryController extends readsOf(ordersProjection, 'order', shown, OrdersQuery) {}

export class OpenOrdersQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() contractId?: string;
}

/** Reads the orders that are still to be confirmed or delivered. */
@Scopes('sales:read')
@Controller('sales/open-orders')
export class OpenOrdersQueryController extends readsOf(
  openOrdersProjection,
  'open order',
  shown,
  OpenOrdersQuery,
) {}
