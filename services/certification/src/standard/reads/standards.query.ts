import { Controller, Get, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsOptional, Matches } from 'class-validator';
import { standardsProjection, type StandardDocument } from './standards';

export class StandardsQuery extends PageQuery {
  @IsOptional() @Matches(/^[A-Z]{2,5}$/) market?: string;
}

const shown = fields<StandardDocument>()(
  'standardId',
  'version',
  'market',
  'productIds',
  'validFrom',
  'source',
  'general',
  'categories',
  'counterAssessmentDays',
);

/** Reads the versions of standards. */
@Scopes('certification:read')
@Controller('certification/standards')
export class StandardsQueryController {
  constructor(
    @InjectProjection(standardsProjection) private readonly standards: ProjectionView<StandardDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after, ...filter }: StandardsQuery, @MinPosition() position: LogPosition) {
    return (await this.standards.at(position)).list(filter, { limit, after }, shown);
  }
}
