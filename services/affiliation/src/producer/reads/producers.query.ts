import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { businessDate } from '@oce/quantities';
import {
  InjectProjection,
  IsId,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { ProducerNames } from './producer-names';
import { producersProjection, type ProducerDocument } from './producers';

export class ProducersQuery extends PageQuery {
  @IsOptional() @IsId() cooperativeId?: string;
  @IsOptional() @IsIn(['affiliated', 'left']) status?: 'affiliated' | 'left';
}

const today = (): string => businessDate(new Date().toISOString());

/** A departure counts from its day: one that was announced changes no status yet. */
function withStatus(status: ProducersQuery['status'], day: string): object {
  if (status === 'left') return { leftOn: { $lte: day } };
  return status === undefined ? {} : { $or: [{ leftOn: null }, { leftOn: { $gt: day } }] };
}

/** Reads producers; names are opened as they are read and kept nowhere on the way. */
@Scopes('affiliation:read')
@Controller('affiliation/producers')
export class ProducersQueryController {
  constructor(
    @InjectProjection(producersProjection) private readonly producers: ProjectionView<ProducerDocument>,
    private readonly names: ProducerNames,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@Query() query: ProducersQuery, @MinPosition() position: LogPosition) {
    const { limit, after, status, ...filter } = query;
    const chosen = { ...filter, ...withStatus(status, today()) };
    const { items, next } = await (await this.producers.at(position)).page(chosen, { limit, after });
    return { items: await Promise.all(items.map((one) => this.names.line(one, today()))), next };
  }

  /** With the CIN, the birth date and the plots. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return this.names.sheet(await (await this.producers.at(position)).get(id, 'producer'), today());
  }
}
