import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { REVIEW_REASONS, type ReviewReason } from '../domain/weighing-record';
import { deliveriesProjection, type DeliveryDocument } from './deliveries';

export class DeliveriesQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
  @IsOptional() @IsId() producerCode?: string;
  @IsOptional() @IsId() lotId?: string;
  @IsOptional() @IsIn(['weighed', 'graded', 'refused', 'reversed']) status?: DeliveryDocument['status'];
  /** What a clerk looks at: weighings that may not stand before the law as they are. */
  @IsOptional() @IsIn(REVIEW_REASONS) review?: ReviewReason;
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
  'settledAs',
  'plotId',
  'harvestedOn',
  'record',
  'review',
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
@Scopes('collection:read')
@Controller('collection/deliveries')
export class DeliveriesQueryController extends readsOf(
  deliveriesProjection,
  'delivery',
  shown,
  DeliveriesQuery,
) {}
