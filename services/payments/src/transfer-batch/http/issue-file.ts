import { Inject, Injectable } from '@nestjs/common';
import type { TransferFileIssued, TransferLine } from '@oce/contracts';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import { nothingWritten, type HandlerOf, type LogReader, type Outcome } from '@oce/event-store';
import type { PersonKeys } from '@oce/personal-data';
import {
  AtOnce,
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
import { isDisputed, whyNotReserved } from '../../account/domain/payout';
import { payeesProjection, type PayeeDocument } from '../../bank-details/reads/payees';
import type { PaymentsConfig } from '../../payments.config';
import { refuseCancelled } from '../domain/cancel';
import { preparedOf, refuseRefused, transferBatchAggregate } from '../domain/transfer-batch';
import type { PayeesFixed, TransferBatchEvent } from '../domain/transfer-batch.events';
import { whyNotPayable } from '../domain/transfer-plan';
import { painFile, type PainFile } from './pain-file';

type Payee = PayeesFixed['data']['payees'][number];
type Excluded = TransferFileIssued['data']['excluded'][number];
type DebtorConfig = Pick<PaymentsConfig, 'OCE_DEBTOR_NAME' | 'OCE_DEBTOR_IBAN' | 'OCE_DEBTOR_BIC'>;

/** Issues the file of a batch. A transfer is in it only where its payout is set aside on the account. */
@Injectable()
export class IssueFile {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(transferBatchAggregate)
    private readonly batches: HandlerOf<typeof transferBatchAggregate>,
    @InjectAggregate(accountAggregate) private readonly accounts: HandlerOf<typeof accountAggregate>,
    private readonly atOnce: AtOnce,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: DebtorConfig,
  ) {}

  /** @throws DomainError `batch_unknown`, `approval_missing`, `batch_refused`, `batch_cancelled`, `payee_erased`, `nothing_to_pay` */
  async issue(batchId: string, meta: CommandMeta): Promise<Outcome<TransferBatchEvent>> {
    const loaded = await this.batches.load(batchId);
    const { approvedBy, refusedFor, issued, payees: known } = loaded.state;
    refuseCancelled(loaded.state);
    if (issued && known) {
      const facts = { payees: known, excluded: issued.excluded, sha256: issued.sha256 };
      return this.batches.handle(batchId, { type: 'IssueTransferFile', data: { batchId }, facts, meta });
    }
    const prepared = preparedOf(loaded.state);
    // Nothing is left out for good before the batch may be issued at all.
    refuseRefused(refusedFor);
    if (!approvedBy) throw conflict('approval_missing', 'A second person approves the batch first.');
    // Sets the payouts aside where the policy has not come by yet.
    await this.atOnce.follow(this.batches, batchId, nothingWritten(loaded), meta);
    const out = new Set(loaded.state.withdrawn.map((one) => one.transferId));
    const waiting = prepared.transfers.filter((line) => !out.has(line.transferId));
    await this.withdrawDisputed(batchId, waiting, meta);
    await this.payees.at(await this.log.lastPosition());
    const checked = await Promise.all(waiting.map((line) => this.check(line, meta)));
    const excluded = checked.flatMap((one) => ('reason' in one ? [one] : []));
    const payees = checked.flatMap((one) => ('reason' in one ? [] : [one]));
    const { OCE_DEBTOR_NAME: name, OCE_DEBTOR_IBAN: iban, OCE_DEBTOR_BIC: bic } = this.config;
    const fixed = { createdAt: meta.now, debtor: { name, iban, bic }, payees };
    const { executionDate, transfers } = prepared;
    const { sha256, erased } = await painFile({ batchId, ...fixed }, executionDate, transfers, this.keys);
    // Looked at a moment ago: the file would lack what its event says, and could never be written again.
    if (erased.length > 0)
      throw conflict('payee_erased', 'Somebody in the file was erased just now. Issue it again.');
    const facts = { payees: fixed, excluded, sha256 };
    return this.batches.handle(batchId, { type: 'IssueTransferFile', data: { batchId }, facts, meta });
  }

  /**
   * The file once more, as it was issued.
   *
   * @throws DomainError `batch_cancelled`: it must not be sent; ProblemError 410 where somebody in it has been erased since
   */
  async read(batchId: string): Promise<PainFile> {
    const { state } = await this.batches.load(batchId);
    const { prepared, payees, issued } = state;
    refuseCancelled(state);
    if (!prepared || !payees || !issued)
      throw notFound('file_unknown', 'No file of this batch has been issued.');
    const file = await painFile(payees, prepared.executionDate, prepared.transfers, this.keys);
    if (file.xml === '') {
      const detail = 'Everybody in this file has been erased: it cannot be written again.';
      throw new ProblemError(problem(410, 'person_erased', detail));
    }
    if (file.erased.length === 0 && file.sha256 !== issued.sha256)
      throw new Error(`the file of ${batchId} is not the one issued`);
    return file;
  }

  /**
   * Takes transfers with a disputed line out where the policy has not come by yet.
   *
   * @throws DomainError `approval_missing` where there is one: what is left is approved anew
   */
  private async withdrawDisputed(
    batchId: string,
    lines: readonly TransferLine[],
    meta: CommandMeta,
  ): Promise<void> {
    const loaded = lines.map(async (line) => {
      const { state } = await this.accounts.load(line.producerCode);
      return isDisputed(state, line.lineIds) ? [line.transferId] : [];
    });
    const disputed = (await Promise.all(loaded)).flat();
    for (const transferId of disputed)
      await this.atOnce.handle(this.batches, batchId, {
        type: 'WithdrawTransfer',
        data: { transferId, reason: 'line_disputed' },
        meta: { ...meta, commandId: randomUUID(), causationId: meta.commandId },
      });
    if (disputed.length > 0)
      throw conflict(
        'approval_missing',
        `Lines of ${disputed.join(', ')} are disputed: these left the batch. A second person approves the rest anew.`,
      );
  }

  /** The payee as the file has them, or why the transfer is left out: it is declined then. */
  private async check(line: TransferLine, meta: CommandMeta): Promise<Payee | Excluded> {
    const { transferId, producerCode, endToEndId } = line;
    const payee = await this.payees.find(producerCode);
    const { name, rib, ribHash = null } = payee ?? {};
    const why = whyNotPayable(payee) ?? whyNotReserved((await this.accounts.load(producerCode)).state, line);
    if (why === undefined && name && rib) {
      const { erased } = await this.keys.decrypt(producerCode, { name, rib });
      if (!erased) return { transferId, name, rib, ...(ribHash === null ? {} : { ribHash }) };
    }
    const reason = why ?? 'person_erased';
    await this.accounts.handle(producerCode, {
      type: 'DeclinePayout',
      data: { producerCode, transferId, endToEndId, reason },
      // Each line is declined by a command of its own.
      meta: { ...meta, commandId: randomUUID(), causationId: meta.commandId },
    });
    return { transferId, producerCode, reason };
  }
}
