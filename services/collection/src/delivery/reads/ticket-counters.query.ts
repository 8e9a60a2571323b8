import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { ticketCountersProjection, type TicketCounter } from './ticket-counters';

export class TicketCountersQuery extends PageQuery {
  @IsOptional() @IsId() terminalId?: string;
  /** `repeated`: a number that stands on more tickets than one; a clerk asks which. */
  @IsOptional() @IsIn(['alone', 'repeated']) status?: TicketCounter['status'];
}

const shown = fields<TicketCounter>()('terminalId', 'epoch', 'counter', 'tickets', 'status');

/** Reads the tickets of terminals in the order of their counters. */
@Scopes('collection:read')
@Controller('collection/ticket-counters')
export class TicketCountersQueryController extends readsOf(
  ticketCountersProjection,
  'counter',
  shown,
  TicketCountersQuery,
) {}
