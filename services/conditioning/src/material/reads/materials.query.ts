import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { materialsProjection, type MaterialDocument } from './materials';

export class MaterialsQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
}

const shown = fields<MaterialDocument>()('stockId', 'stationId', 'materialId', 'unit', 'quantity');

/** Reads the stock of materials. */
@Scopes('conditioning:read')
@Controller('conditioning/materials')
export class MaterialsQueryController extends readsOf(
  materialsProjection,
  'material',
  shown,
  MaterialsQuery,
) {}
