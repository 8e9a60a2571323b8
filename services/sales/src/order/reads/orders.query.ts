import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  IsId,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
} from '@oce/service-kit';
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
@Controller('sales/orders')
export class OrdersQueryController {
  constructor(@InjectProjection(ordersProjection) private readonly view: ProjectionView<OrderDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: OrdersQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).show(id, 'order', shown);
  }
}

export class OpenOrdersQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() contractId?: string;
}

/** Reads the orders that are still to be confirmed or delivered. */
@Controller('sales/open-orders')
export class OpenOrdersQueryController {
  constructor(@InjectProjection(openOrdersProjection) private readonly view: ProjectionView<OrderDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: OpenOrdersQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).show(id, 'open order', shown);
  }
}
