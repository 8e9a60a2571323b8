import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { tanksProjection, type TankDocument } from './tanks';

export class TanksQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
}

const shown = fields<TankDocument>()(
  'tankId',
  'stationId',
  'capacityMillilitres',
  'installedOn',
  'productId',
  'contentGrams',
  'origins',
  'seal',
  'gaugedAt',
  'cleanedAt',
);

/** Reads tanks. */
@Scopes('conditioning:read')
@Controller('conditioning/tanks')
export class TanksQueryController extends readsOf(tanksProjection, 'tank', shown, TanksQuery) {}
