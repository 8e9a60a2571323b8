import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import type { AccountEvent } from '../../account/domain/account.events';
import { transfersProjection, type TransferDocument } from '../reads/transfers';
import type { BatchesOfTransfers } from './when-line-disputed-then-withdraw-transfer';

/** Reads in which batches the transfers of disputed lines are; cash at a counter is in none. */
@Injectable()
export class BatchesOfTransfersSource implements ViewSource<BatchesOfTransfers> {
  constructor(
    @InjectProjection(transfersProjection) private readonly transfers: ProjectionView<TransferDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<BatchesOfTransfers> {
    const ids = commits.flatMap(({ events }) => (events as AccountEvent[]).flatMap(transferOf));
    if (ids.length === 0) return new Map();
    const found = await this.transfers.all({ _id: { $in: ids } });
    return new Map(found.map(({ transferId, batchId }) => [transferId, batchId]));
  }
}

const transferOf = (event: AccountEvent): string[] =>
  event.type === 'LineDisputed' && event.data.transferId !== undefined ? [event.data.transferId] : [];
