import { Inject, Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, LogReader, Outcome } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import { EVENT_STORE, InjectAggregate, InjectProjection, ProjectionView } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { accountAggregate } from '../../account/domain/account';
import { accountsProjection, type AccountDocument } from '../../account/reads/accounts';
import { AccountsReader, type PayableAccount } from '../../account/reads/accounts.reader';
import { payeesProjection, type PayeeDocument } from '../../bank-details/reads/payees';
import type { HolidayDecreed } from '../../holiday/domain/holiday';
import { holidaysProjection } from '../../holiday/reads/holidays';
import {
  minimumTransferOn,
  PAYOUT_TERMS_ID,
  payoutTermsAggregate,
} from '../../payout-terms/domain/payout-terms';
import { transferBatchAggregate } from '../domain/transfer-batch';
import type { TransferBatchEvent } from '../domain/transfer-batch.events';
import {
  MOST_TRANSFERS,
  planTransfers,
  whyNotPayable,
  whyTooLittle,
  type PlanTerms,
  type TransferPlan,
} from '../domain/transfer-plan';

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
    private readonly reader: AccountsReader,
    @InjectAggregate(accountAggregate) private readonly handler: HandlerOf<typeof accountAggregate>,
    @InjectAggregate(payoutTermsAggregate) private readonly terms: HandlerOf<typeof payoutTermsAggregate>,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectProjection(holidaysProjection) private readonly holidays: ProjectionView<HolidayDecreed['data']>,
  ) {}

  /**
   * A batch that is there already is answered as it was prepared: whom it left out is not known any more.
   *
   * @throws DomainError `nothing_to_pay`, … as the aggregate refuses
   */
  async prepare(batchId: string, executionDate: string, meta: CommandMeta): Promise<PreparedBatch> {
    const plan = (await this.preparedAs(batchId)) ?? (await this.plan(batchId, executionDate, meta));
    const outcome = await this.batches.handle(batchId, {
      type: 'PrepareTransferBatch',
      data: { batchId, executionDate },
      facts: { transfers: plan.transfers, holidays: await this.decreed() },
      meta,
    });
    // Another request may have prepared it meanwhile, with its own plan.
    const { transfers, skipped, left } = (outcome.repeated && (await this.preparedAs(batchId))) || plan;
    const totalCentimes = transfers.reduce((sum, line) => sum + line.amountCentimes, 0);
    return { outcome, transfers: transfers.length, totalCentimes, skipped, left };
  }

  /** Feasts as they are decreed now, their names by day. */
  private async decreed(): Promise<ReadonlyMap<string, string>> {
    const holidays = await this.holidays.at(await this.log.lastPosition());
    return new Map((await holidays.all({})).map(({ day, name }) => [day, name]));
  }

  private async preparedAs(batchId: string): Promise<TransferPlan | undefined> {
    const { prepared } = (await this.batches.load(batchId)).state;
    return prepared ? { transfers: prepared.transfers, skipped: [], left: 0 } : undefined;
  }

  private async plan(batchId: string, executionDate: string, meta: CommandMeta): Promise<TransferPlan> {
    const minimumCentimes = minimumTransferOn((await this.terms.load(PAYOUT_TERMS_ID)).state, executionDate);
    const known = await this.owed();
    await this.payees.at(await this.log.lastPosition());
    const codes = known.map((account) => account.producerCode);
    const found = await this.payees.all({ _id: { $in: codes } });
    const payees = new Map(found.map((payee) => [payee.producerCode, payee]));
    const hasChanged = await this.setOffDebts(known, payees, meta);
    // Whoever came to be owed something meanwhile waits for the next batch.
    const looked = new Set(codes);
    const owed = hasChanged ? (await this.owed()).filter((one) => looked.has(one.producerCode)) : known;
    const terms = { executionDate, minimumCentimes };
    return planTransfers(batchId, await this.payable(owed, payees, terms), payees, terms);
  }

  /** The accounts that something is owed to, as of now. */
  private async owed(): Promise<AccountDocument[]> {
    await this.accounts.at(await this.log.lastPosition());
    return this.accounts.all({ balanceCentimes: { $gt: 0 } }, { sort: { _id: 1 } });
  }

  /** A departure that was noted before its day has set nothing off: it is done before anything is paid out. Whether it was. */
  private async setOffDebts(
    owed: readonly AccountDocument[],
    payees: ReadonlyMap<string, PayeeDocument>,
    meta: CommandMeta,
  ): Promise<boolean> {
    const today = businessDate(meta.now);
    let hasChanged = false;
    for (const { producerCode, claimedCentimes } of owed) {
      const leftOn = payees.get(producerCode)?.leftOn ?? null;
      if (claimedCentimes <= 0 || leftOn === null || leftOn > today) continue;
      const { events } = await this.handler.handle(producerCode, {
        type: 'SetOffDebts',
        data: { producerCode },
        meta: { ...meta, commandId: randomUUID(), causationId: meta.commandId },
      });
      hasChanged ||= events.length > 0;
    }
    return hasChanged;
  }

  /** What may be paid out of each, line by line for as many of those that can be paid as a batch takes. */
  private async payable(
    owed: readonly AccountDocument[],
    payees: ReadonlyMap<string, PayeeDocument>,
    terms: PlanTerms,
  ): Promise<PayableAccount[]> {
    const canBePaid = owed.flatMap(({ producerCode: code, balanceCentimes }) => {
      const payee = payees.get(code);
      return (whyNotPayable(payee) ?? whyTooLittle(balanceCentimes, payee, terms)) === undefined
        ? [code]
        : [];
    });
    const wanted = new Set(canBePaid.slice(0, MOST_TRANSFERS));
    const lines = await this.reader.payable([...wanted]);
    return Promise.all(
      owed.map(async (account) => {
        const { producerCode } = account;
        const { payableCentimes } = await this.reader.sums(account);
        return lines.get(producerCode) ?? { producerCode, payableCentimes, laterCentimes: 0, lineIds: [] };
      }),
    );
  }
}
