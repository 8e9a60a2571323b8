import { Inject, Injectable } from '@nestjs/common';
import type { TransferLine } from '@oce/contracts';
import { conflict, DomainError, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { LogReader, Outcome } from '@oce/event-store';
import type { PersonKeys } from '@oce/personal-data';
import {
  CONFIG,
  EVENT_STORE,
  InjectAggregate,
  InjectPersonKeys,
  InjectProjection,
  problem,
  ProblemError,
  ProjectionView,
} from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { accountAggregate } from '../../account/domain/account';
import { reservation } from '../../account/reactions/when-transfer-changes-then-move-payout';
import { payeesProjection, type PayeeDocument } from '../../bank-details/reads/payees';
import type { PaymentsConfig } from '../../payments.config';
import type { Accounts, TransferBatches } from '../../shared/handlers';
import { refuseRefused, transferBatchAggregate } from '../domain/transfer-batch';
import type { PayeesFixed, TransferBatchEvent } from '../domain/transfer-batch.events';
import { hindrance } from '../domain/transfer-plan';
import { painFile, type PainFile } from './pain-file';

type Payee = PayeesFixed['data']['payees'][number];

/** Issues the file of a batch. A transfer is in it only where its payout is set aside on the account. */
@Injectable()
export class IssueFile {
  constructor(
    @Inject(EVENT_STORE) private readonly log: LogReader,
    @InjectAggregate(transferBatchAggregate) private readonly batches: TransferBatches,
    @InjectAggregate(accountAggregate) private readonly accounts: Accounts,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: PaymentsConfig,
  ) {}

  /** @throws DomainError `batch_unknown`, `approval_missing`, `batch_refused`, `nothing_to_pay` */
  async issue(batchId: string, meta: CommandMeta): Promise<Outcome<TransferBatchEvent>> {
    const {
      prepared,
      approvedBy,
      refusedFor,
      issued,
      payees: known,
    } = (await this.batches.load(batchId)).state;
    const [type, data] = ['IssueTransferFile' as const, { batchId }];
    if (issued && known) {
      const facts = { payees: known, excluded: issued.excluded, sha256: issued.sha256 };
      return this.batches.handle(batchId, { type, data, facts, meta });
    }
    if (!prepared) throw notFound('batch_unknown', 'There is no such batch. Prepare it first.');
    // Nothing is left out for good before the batch may be issued at all.
    refuseRefused(refusedFor);
    if (!approvedBy) throw conflict('approval_missing', 'A second person approves the batch first.');
    await this.payees.at(await this.log.lastPosition());
    const checked = await Promise.all(prepared.transfers.map((line) => this.check(line, meta)));
    const excluded = checked.flatMap((one) => ('reason' in one ? [one] : []));
    const payees = checked.flatMap((one) => ('reason' in one ? [] : [one]));
    const { OCE_DEBTOR_NAME: name, OCE_DEBTOR_IBAN: iban, OCE_DEBTOR_BIC: bic } = this.config;
    const fixed = { createdAt: meta.now, debtor: { name, iban, bic }, payees };
    const { executionDate, transfers } = prepared;
    const { sha256 } = await painFile({ batchId, ...fixed }, executionDate, transfers, this.keys);
    const facts = { payees: fixed, excluded, sha256 };
    return this.batches.handle(batchId, { type, data, facts, meta });
  }

  /** The file once more, as it was issued. @throws ProblemError 410 where somebody in it has been erased since */
  async read(batchId: string): Promise<PainFile> {
    const { prepared, payees, issued } = (await this.batches.load(batchId)).state;
    if (!prepared || !payees || !issued)
      throw notFound('file_unknown', 'No file of this batch has been issued.');
    const file = await painFile(payees, prepared.executionDate, prepared.transfers, this.keys);
    if (file.erased.length > 0) {
      const detail = 'Somebody in this file has been erased: it cannot be written again.';
      throw new ProblemError(problem(410, 'person_erased', detail));
    }
    if (file.sha256 !== issued.sha256) throw new Error(`the file of ${batchId} is not the one issued`);
    return file;
  }

  private async check(
    line: TransferLine,
    meta: CommandMeta,
  ): Promise<Payee | { transferId: string; producerCode: string; reason: string }> {
    const { transferId, producerCode, endToEndId } = line;
    const payee = await this.payees.find(producerCode);
    const { name, rib } = payee ?? {};
    const reason = hindrance(payee) ?? (await this.reserve(line, meta));
    if (reason === undefined && name && rib) {
      const { erased } = await this.keys.decrypt(producerCode, { name, rib });
      if (!erased) return { transferId, name, rib };
    }
    const why = reason ?? 'person_erased';
    await this.accounts.handle(producerCode, {
      type: 'DeclinePayout',
      data: { producerCode, transferId, endToEndId, reason: why },
      meta: ownId(meta),
    });
    return { transferId, producerCode, reason: why };
  }

  /** Makes sure that the payout is set aside; the slug of the refusal where it cannot be. */
  private async reserve(line: TransferLine, meta: CommandMeta): Promise<string | undefined> {
    try {
      const command = { type: 'ReservePayout' as const, data: reservation(line) };
      await this.accounts.handle(line.producerCode, { ...command, meta: ownId(meta) });
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error.slug;
      throw error;
    }
  }
}

/**
 * Each try asks the account anew: what it answered before may not hold any more, as a payout that was set aside has been
 * left out since. The account knows by itself what it has done.
 */
const ownId = (meta: CommandMeta): CommandMeta => ({
  ...meta,
  commandId: randomUUID(),
  causationId: meta.commandId,
});
