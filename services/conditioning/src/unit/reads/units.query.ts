import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { unitsProjection, type UnitDocument } from './units';

export class UnitsQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
  @IsOptional() @IsIn(['open', 'packed', 'loaded', 'gone', 'broken']) status?: UnitDocument['status'];
}

const shown = fields<UnitDocument>()(
  'sscc',
  'stationId',
  'level',
  'gtin',
  'bestBefore',
  'status',
  'outerSscc',
  'shipmentId',
  'goods',
  'units',
  'netGrams',
  'origins',
);

/** Reads cases and pallets. */
@Scopes('conditioning:read')
@Controller('conditioning/units')
export class UnitsQueryController extends readsOf(unitsProjection, 'unit', shown, UnitsQuery) {}
