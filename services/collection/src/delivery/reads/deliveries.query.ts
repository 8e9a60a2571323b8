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
import { deliveriesProjection, type DeliveryDocument } from './deliveries';

export class DeliveriesQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
  @IsOptional() @IsId() producerCode?: string;
  @IsOptional() @IsId() lotId?: string;
  @IsOptional() @IsIn(['weighed', 'graded', 'refused', 'reversed']) status?: DeliveryDocument['status'];
}

const shown = fields<DeliveryDocument>()(
  'deliveryId',
  'stationId',
  'terminalId',
  'ticketNumber',
  'producerCode',
  'campaignId',
  'productId',
  'grossGrams',
  'tareGrams',
  'netGrams',
  'containers',
  'weighedAt',
  'status',
  'grade',
  'payableGrams',
  'reductions',
  'lotId',
  'reason',
  'replacedBy',
  'replaces',
);

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
    return (await this.deliveries.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('collection:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.deliveries.at(position)).show(id, 'delivery', shown);
  }
}
