import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, IsId, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { transferBatchesProjection, type TransferBatchDocument } from './transfer-batches';
import { transfersProjection, type TransferDocument } from './transfers';

export class TransfersQuery extends PageQuery {
  @IsOptional() @IsId() batchId?: string;
  @IsOptional() @IsId() producerCode?: string;
}

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
  async listBatches(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.batches.at(position)).page({}, { limit, after });
  }

  @Get('transfer-batches/:id')
  async oneBatch(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.batches.at(position)).get(id, 'batch of transfers');
  }

  @Get('transfers')
  async list(@Query() query: TransfersQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.transfers.at(position)).page(filter, { limit, after });
  }
}
