import { Controller } from '@nestjs/common';
import { fields, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { tankStatusesProjection, type TankStatusDocument } from './tank-statuses';

export class TankStatusesQuery extends PageQuery {
  @IsOptional() @IsIn(['held', 'conform', 'rejected']) status?: TankStatusDocument['status'];
}

const shown = fields<TankStatusDocument>()('tankId', 'status', 'grade', 'controlId', 'market', 'filledAt');

/** Reads whether what is in tanks was controlled as it is. */
@Scopes('certification:read')
@Controller('certification/tanks')
export class TankStatusesQueryController extends readsOf(
  tankStatusesProjection,
  'tank',
  shown,
  TankStatusesQuery,
) {}
