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
import { IsOptional } from 'class-validator';
import { transferBatchesProjection, type TransferBatchDocument } from './transfer-batches';
import { transfersProjection, type TransferDocument } from './transfers';

export class TransfersQuery extends PageQuery {
  @IsOptional() @IsId() batchId?: string;
  @IsOptional() @IsId() producerCode?: string;
}

const shown = fields<TransferDocument>()(
  'transferId',
  'endToEndId',
  'producerCode',
  'amountCentimes',
  'lineIds',
  'batchId',
  'status',
  'reason',
  'bookedOn',
);
const shownBatch = fields<TransferBatchDocument>()(
  'batchId',
  'executionDate',
  'status',
  'preparedBy',
  'approvedBy',
  'transfers',
  'totalCentimes',
  'excluded',
  'executed',
  'rejected',
  'returned',
  'sha256',
);

/** Reads batches and their transfers. */
@Scopes('payments:read')
@Controller('payments')
export class TransfersQueryController {
  constructor(
    @InjectProjection(transferBatchesProjection)
    private readonly batches: ProjectionView<TransferBatchDocument>,
    @InjectProjection(transfersProjection) private readonly transfers: ProjectionView<TransferDocument>,
  ) {}

  @Get('transfer-batches')
  async listBatches(@Query() { limit, after }: PageQuery, @MinPosition() position: LogPosition) {
    return (await this.batches.at(position)).list({}, { limit, after }, shownBatch);
  }

  @Get('transfer-batches/:id')
  async oneBatch(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.batches.at(position)).show(id, 'batch of transfers', shownBatch);
  }

  @Get('transfers')
  async list(@Query() query: TransfersQuery, @MinPosition() position: LogPosition) {
    const { limit, after, ...filter } = query;
    return (await this.transfers.at(position)).list(filter, { limit, after }, shown);
  }
}
