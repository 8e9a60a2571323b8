import { Inject, Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, LogReader, Outcome } from '@oce/event-store';
import { EVENT_STORE, InjectAggregate, InjectProjection, ProjectionView } from '@oce/service-kit';
import { accountsProjection, type AccountDocument } from '../../account/reads/accounts';
import { payeesProjection, type PayeeDocument } from '../../bank-details/reads/payees';
import { transferBatchAggregate } from '../domain/transfer-batch';
import type { TransferBatchEvent } from '../domain/transfer-batch.events';
import { planTransfers, type TransferPlan } from '../domain/transfer-plan';

export interface PreparedBatch extends Omit<TransferPlan, 'transfers'> {
  readonly outcome: Outcome<TransferBatchEvent>;
  readonly transfers: number;
  readonly totalCentimes: number;
}

/** Gathers what may be paid out into one batch. */
@Injectable()
export class PrepareBatch {
  constructor(
    @Inject(EVENT_STORE) private readonly log: LogReader,
    @InjectAggregate(transferBatchAggregate)
    private readonly batches: HandlerOf<typeof transferBatchAggregate>,
    @InjectProjection(accountsProjection) private readonly accounts: ProjectionView<AccountDocument>,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
  ) {}

  /**
   * A batch that is there already is answered as it was prepared: whom it left out is not known any more.
   *
   * @throws DomainError `nothing_to_pay`, … as the aggregate refuses
   */
  async prepare(batchId: string, executionDate: string, meta: CommandMeta): Promise<PreparedBatch> {
    const plan = (await this.preparedAs(batchId)) ?? (await this.plan(batchId));
    const outcome = await this.batches.handle(batchId, {
      type: 'PrepareTransferBatch',
      data: { batchId, executionDate },
      facts: { transfers: plan.transfers },
      meta,
    });
    // Another request may have prepared it meanwhile, with its own plan.
    const { transfers, skipped, left } = (outcome.repeated && (await this.preparedAs(batchId))) || plan;
    const totalCentimes = transfers.reduce((sum, line) => sum + line.amountCentimes, 0);
    return { outcome, transfers: transfers.length, totalCentimes, skipped, left };
  }

  private async preparedAs(batchId: string): Promise<TransferPlan | undefined> {
    const { prepared } = (await this.batches.load(batchId)).state;
    return prepared ? { transfers: prepared.transfers, skipped: [], left: 0 } : undefined;
  }

  private async plan(batchId: string): Promise<TransferPlan> {
    const position = await this.log.lastPosition();
    await Promise.all([this.accounts.at(position), this.payees.at(position)]);
    const payable = await this.accounts.all({ payableCentimes: { $gt: 0 } }, { sort: { _id: 1 } });
    const codes = payable.map((account) => account.producerCode);
    const payees = await this.payees.all({ _id: { $in: codes } });
    return planTransfers(batchId, payable, new Map(payees.map((payee) => [payee.producerCode, payee])));
  }
}
