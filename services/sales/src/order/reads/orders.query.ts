import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, IsId, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { ordersProjection, type OrderDocument } from './orders';

export class OrdersQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() contractId?: string;
  @IsOptional()
  @IsIn(['placed', 'secured', 'refused', 'confirmed', 'fulfilled', 'cancelled'])
  status?: OrderDocument['status'];
}

/** Reads orders, whatever became of them. */
@Controller('sales/orders')
export class OrdersQueryController {
  constructor(@InjectProjection(ordersProjection) private readonly view: ProjectionView<OrderDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: OrdersQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).page(filter, { limit, after });
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).get(id, 'order');
  }
}
