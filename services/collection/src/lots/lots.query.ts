import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, ProjectionView, Scopes } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { lotsProjection, type LotDocument } from './lots.projection';

const ID = /^[A-Za-z0-9_-]{1,128}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only' };

export class LotsQuery {
  @IsOptional() @Matches(ID, ID_RULE) stationId?: string;
  @IsOptional() @IsIn(['open', 'closed']) status?: LotDocument['status'];
  @IsOptional() @IsInt() @Min(1) @Max(500) @Type(() => Number) limit: number = 100;
  @IsOptional() @Matches(ID, ID_RULE) after?: string;
}

/** Reads raw lots. */
@Controller('collection/lots')
export class LotsQueryController {
  constructor(@InjectProjection(lotsProjection) private readonly lots: ProjectionView<LotDocument>) {}

  @Scopes('collection:read')
  @Get()
  async list(@Query() query: LotsQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.lots.at(position)).page(filter, { limit, after });
  }

  @Scopes('collection:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.lots.at(position)).get(id, 'lot');
  }
}
