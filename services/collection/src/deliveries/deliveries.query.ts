import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, ProjectionView, Scopes } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { deliveriesProjection, type DeliveryDocument } from './deliveries.projection';

const ID = /^[A-Za-z0-9_-]{1,128}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only' };

export class DeliveriesQuery {
  @IsOptional() @Matches(ID, ID_RULE) stationId?: string;
  @IsOptional() @Matches(ID, ID_RULE) producerCode?: string;
  @IsOptional() @Matches(ID, ID_RULE) lotId?: string;
  @IsOptional() @IsIn(['weighed', 'graded', 'refused', 'reversed']) status?: DeliveryDocument['status'];
  @IsOptional() @IsInt() @Min(1) @Max(500) @Type(() => Number) limit: number = 100;
  @IsOptional() @Matches(ID, ID_RULE) after?: string;
}

/** Reads deliveries. */
@Controller('collection/deliveries')
export class DeliveriesQueryController {
  constructor(
    @InjectProjection(deliveriesProjection) private readonly deliveries: ProjectionView<DeliveryDocument>,
  ) {}

  @Scopes('collection:read')
  @Get()
  async list(@Query() query: DeliveriesQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.deliveries.at(position)).page(filter, { limit, after });
  }

  @Scopes('collection:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.deliveries.at(position)).get(id, 'delivery');
  }
}
