import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  IsId,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { cashDispositionsProjection, type CashDispositionDocument } from './cash-dispositions';

export class CashDispositionsQuery extends PageQuery {
  @IsOptional() @IsId() counterId?: string;
  @IsOptional() @IsId() producerCode?: string;
  @IsOptional()
  @IsIn(['prepared', 'approved', 'paid', 'cancelled', 'expired'])
  status?: CashDispositionDocument['status'];
}

const shown = fields<CashDispositionDocument>()(
  'dispositionId',
  'transferId',
  'endToEndId',
  'producerCode',
  'amountCentimes',
  'lineIds',
  'counterId',
  'counterName',
  'counterPlace',
  'insteadOfSuspended',
  'status',
  'preparedBy',
  'preparedOn',
  'approvedBy',
  'payableUntil',
  'receiptNumber',
  'paidBy',
  'paidOn',
  'reason',
);

/** Reads cash that waits at counters, or was paid there. */
@Scopes('payments:read')
@Controller('payments/cash-dispositions')
export class CashDispositionsQueryController {
  constructor(
    @InjectProjection(cashDispositionsProjection)
    private readonly dispositions: ProjectionView<CashDispositionDocument>,
  ) {}

  @Get()
  async list(@Query() query: CashDispositionsQuery, @MinPosition() position: LogPosition) {
    const { limit, after, ...filter } = query;
    return (await this.dispositions.at(position)).list(filter, { limit, after }, shown);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.dispositions.at(position)).show(id, 'cash at a counter', shown);
  }
}
