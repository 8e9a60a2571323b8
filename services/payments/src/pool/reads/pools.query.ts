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
import { poolsProjection, type PoolDocument } from './pools';

export class PoolsQuery extends PageQuery {
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsIn(['open', 'closed']) status?: 'open' | 'closed';
}

const shown = fields<PoolDocument>()(
  'poolId',
  'kind',
  'campaignId',
  'productId',
  'grades',
  'lotIds',
  'terms',
  'status',
  'proceedsCentimes',
  'proceeds',
  'costs',
  'closing',
);

/** Reads pools. */
@Scopes('payments:read')
@Controller('payments/pools')
export class PoolsQueryController {
  constructor(@InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>) {}

  @Get()
  async list(@Query() query: PoolsQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.pools.at(position)).list(filter, { limit, after }, shown);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.pools.at(position)).show(id, 'pool', shown);
  }
}
