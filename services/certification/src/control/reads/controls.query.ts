import { Controller } from '@nestjs/common';
import { fields, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { controlsProjection, type ControlDocument } from './controls';

export class ControlsQuery extends PageQuery {
  @IsOptional()
  @IsIn(['requested', 'sampled', 'conform', 'rejected', 'reopened'])
  status?: ControlDocument['status'];
}

const shown = fields<ControlDocument>()(
  'controlId',
  'holder',
  'productId',
  'market',
  'standardId',
  'declaredGrade',
  'requestedOn',
  'status',
  'sample',
  'panels',
  'reports',
  'verdict',
);

/** Reads controls with their reports and verdicts. */
@Scopes('certification:read')
@Controller('certification/controls')
export class ControlsQueryController extends readsOf(controlsProjection, 'control', shown, ControlsQuery) {}
