import { Controller, Get } from '@nestjs/common';
import { businessDate } from '@oce/quantities';
import {
  fields,
  InjectProjection,
  IsId,
  MinPosition,
  PageQuery,
  ProjectionView,
  readsOf,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { dueDrills } from '../domain/due-drills';
import { drillsProjection, type DrillDocument } from './drills';

export class DrillsQuery extends PageQuery {
  @IsOptional() @IsIn(['open', 'closed']) status?: DrillDocument['status'];
  @IsOptional() @IsId() lotId?: string;
}

const shown = fields<DrillDocument>()(
  'drillId',
  'status',
  'lotId',
  'productId',
  'toFindGrams',
  'startedBy',
  'startedAt',
  'steps',
  'outcome',
);

/** Drills that are late. */
@Scopes('traceability:read')
@Controller('traceability/drills-due')
export class DueDrillsController {
  constructor(@InjectProjection(drillsProjection) private readonly drills: ProjectionView<DrillDocument>) {}

  /** Whether two were closed within a year, by when the next is due, and which are open for more than four hours. */
  @Get()
  async due(@MinPosition() position: LogPosition) {
    const drills = await (await this.drills.at(position)).all({});
    const now = new Date().toISOString();
    return dueDrills(drills, businessDate(now), now);
  }
}

/** Reads drills. */
@Scopes('traceability:read')
@Controller('traceability/drills')
export class DrillsQueryController extends readsOf(drillsProjection, 'drill', shown, DrillsQuery) {}
