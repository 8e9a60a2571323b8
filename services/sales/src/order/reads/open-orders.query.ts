import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, IsId, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { openOrdersProjection } from './open-orders';
import type { OrderDocument } from './orders';

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
    return (await this.view.at(position)).page(filter, { limit, after });
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).get(id, 'open order');
  }
}
