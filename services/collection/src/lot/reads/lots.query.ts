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
import { lotsProjection, type LotDocument } from './lots';

export class LotsQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
  @IsOptional() @IsIn(['open', 'closed']) status?: LotDocument['status'];
}

const shown = fields<LotDocument>()(
  'lotId',
  'stationId',
  'campaignId',
  'productId',
  'grade',
  'status',
  'deliveries',
  'netGrams',
  'payableGrams',
  'openedOn',
  'closedOn',
  'members',
);

/** Reads raw lots. */
@Controller('collection/lots')
export class LotsQueryController {
  constructor(@InjectProjection(lotsProjection) private readonly lots: ProjectionView<LotDocument>) {}

  @Scopes('collection:read')
  @Get()
  async list(@Query() query: LotsQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.lots.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('collection:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.lots.at(position)).show(id, 'lot', shown);
  }
}
