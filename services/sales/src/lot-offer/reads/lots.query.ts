import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ContractKind } from '@oce/contracts';
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
import { lotsProjection, type LotDocument } from './lots';

export class LotsQuery extends PageQuery {
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsId() grade?: string;
  @IsOptional() @IsIn(['pooled', 'traceable']) kind?: ContractKind;
}

const shown = fields<LotDocument>()(
  'lotId',
  'stationId',
  'campaignId',
  'productId',
  'grade',
  'netGrams',
  'closedOn',
  'kind',
  'offeredOn',
  'allocatedGrams',
  'leftGrams',
  'allocations',
);

/** Reads lots: offered, allocated, left. */
@Controller('sales/lots')
export class LotsQueryController {
  constructor(@InjectProjection(lotsProjection) private readonly view: ProjectionView<LotDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: LotsQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).show(id, 'lot', shown);
  }
}
