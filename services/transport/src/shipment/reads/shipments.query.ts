import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { shipmentsProjection, type ShipmentDocument } from './shipments';

const STATUSES = ['planned', 'departed', 'received', 'refused', 'returned', 'cancelled'] as const;

export class ShipmentsQuery extends PageQuery {
  @IsOptional() @IsId() orderId?: string;
  @IsOptional() @IsIn(STATUSES) status?: ShipmentDocument['status'];
}

const shown = fields<ShipmentDocument>()(
  'shipmentId',
  'orderId',
  'buyerId',
  'destination',
  'carrier',
  'plannedOn',
  'status',
  'mode',
  'incoterm',
  'place',
  'vehicle',
  'container',
  'seal',
  'legs',
  'units',
  'lots',
  'documents',
  'departedAt',
  'hands',
  'customs',
  'stops',
  'received',
  'differences',
  'temperature',
  'endedFor',
  'returnedTo',
);

/** Reads shipments. */
@Scopes('transport:read')
@Controller('transport/shipments')
export class ShipmentsQueryController extends readsOf(
  shipmentsProjection,
  'shipment',
  shown,
  ShipmentsQuery,
) {}
