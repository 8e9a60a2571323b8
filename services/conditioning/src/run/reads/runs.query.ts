import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { runsProjection, type RunDocument } from './runs';

export class RunsQuery extends PageQuery {
  @IsOptional() @IsId() stationId?: string;
  @IsOptional() @IsIn(['open', 'completed', 'reversed']) status?: RunDocument['status'];
}

const shown = fields<RunDocument>()(
  'runId',
  'stationId',
  'lineId',
  'activity',
  'corrects',
  'status',
  'startedAt',
  'inputs',
  'outputs',
  'waste',
  'lossGrams',
  'differenceGrams',
  'yieldPpm',
  'isYieldFlagged',
  'completedAt',
  'waitMinutes',
  'highestDeciCelsius',
  'lineCleanedAt',
  'materialsCostCentimes',
  'tollOf',
  'deliveryNoteNumber',
);

/** Reads runs. */
@Scopes('conditioning:read')
@Controller('conditioning/runs')
export class RunsQueryController extends readsOf(runsProjection, 'run', shown, RunsQuery) {}
