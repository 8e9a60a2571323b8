import { Controller, Get, Param, Query } from '@nestjs/common';
import { MinPosition, Scopes, type LogPosition } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { START_KINDS, TraceReader, type Direction, type StartKind, type Trace } from '../trace.reader';

export class TraceQuery {
  /** What the id is of; found by the id where it is not said. */
  @IsOptional()
  @IsIn(START_KINDS)
  kind?: StartKind;

  /** Both ways unless told. */
  @IsOptional()
  @IsIn(['back', 'forward'])
  direction?: Direction;
}

/** Traces goods: back to weigh tickets, controls and certificates, forward to buyers. */
@Scopes('traceability:read')
@Controller('traceability/trace')
export class TraceController {
  constructor(private readonly reader: TraceReader) {}

  @Get(':id')
  trace(
    @Param('id') id: string,
    @Query() query: TraceQuery,
    @MinPosition() position: LogPosition,
  ): Promise<Trace> {
    return this.reader.trace(id, query, position);
  }
}
