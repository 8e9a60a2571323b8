import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import type { Check } from '../../check';
import type { DataOf } from '../../events';
import type { AuditRule, AuditTable, Handlers } from '../../rule';
import { TransferBook, type Status } from './transfer-book';
import { TransferPayouts } from './transfer-payouts';

/** Bank transfers: one EndToEndId once, files that add up, balances restored once. */
export class TransfersRule implements AuditRule {
  readonly proves = 'no EndToEndId is paid twice, files add up, and what comes back restores a balance once';
  private readonly book: TransferBook;
  private readonly payouts: TransferPayouts;
  private readonly endToEndIds = new Set<string>();

  readonly on: Handlers = {
    TransferBatchPrepared: (data, at) => this.prepared(data, at),
    TransferBatchApproved: (data, at) => this.approved(data, at),
    TransferBatchRefused: (data, at) => this.refused(data, at),
    PayeesFixed: (data, at) => this.payees(data, at),
    TransferFileIssued: (data, at) => this.issued(data, at),
    TransferExecuted: (data, at) => this.executed(data, at),
    TransferRejected: (data, at) => this.rejected(data, at),
    PayoutReserved: (data, at) => this.payouts.reserved(data, at),
    PayoutDeclined: (data, at) => this.payouts.declined(data, at),
    PayoutConfirmed: (data, at) => this.payouts.confirmed(data, at),
    PayoutReturned: (data, at) => this.payouts.restored(data, at),
  };

  constructor(readonly check: Check) {
    this.book = new TransferBook(check);
    this.payouts = new TransferPayouts(check, this.book);
  }

  private prepared(data: DataOf<'TransferBatchPrepared'>, at: RecordedCommit): void {
    const { batchId, transfers, totalCentimes } = data;
    this.book.batches.set(batchId, { prepared: data, isApproved: false, isIssued: false });
    let sum = 0;
    for (const line of transfers) {
      sum += line.amountCentimes;
      if (!(line.amountCentimes > 0))
        this.check.fail(at, 'amount', `amount of ${line.transferId}`, 'above 0', line.amountCentimes);
      if (this.endToEndIds.has(line.endToEndId))
        this.check.fail(at, 'end-to-end-id', 'EndToEndIds given before', 'never twice', line.endToEndId);
      if (this.book.transfers.has(line.transferId))
        this.check.fail(at, 'transfer-twice', 'transfers of this id', 1, line.transferId);
      this.endToEndIds.add(line.endToEndId);
      this.book.transfers.set(line.transferId, { ...line, batchId, status: 'prepared', payout: 'none' });
    }
    this.check.same(at, 'batch-total', 'total = sum of the transfers', sum, totalCentimes);
  }

  private approved({ batchId, approvedBy }: DataOf<'TransferBatchApproved'>, at: RecordedCommit): void {
    const batch = this.book.batches.get(batchId);
    if (batch?.prepared.preparedBy === approvedBy)
      this.check.fail(at, 'second-person', 'who approves', 'another than who prepared', approvedBy);
    if (batch) batch.isApproved = true;
  }

  private refused({ batchId, transfers }: DataOf<'TransferBatchRefused'>, at: RecordedCommit): void {
    if (this.book.batches.get(batchId)?.isIssued)
      this.check.fail(at, 'refused-late', 'the file', 'not issued', 'issued');
    for (const { transferId, producerCode } of transfers) {
      this.book.become(transferId, ['prepared'], 'refused', at);
      this.check.promise(
        `declined ${transferId}`,
        at,
        'not-declined',
        transferId,
        'its payout declined',
        producerCode,
      );
    }
  }

  private payees({ batchId, payees }: DataOf<'PayeesFixed'>, at: RecordedCommit): void {
    const issued = at.events.find((event) => event.type === 'TransferFileIssued')?.data as
      DataOf<'TransferFileIssued'> | undefined;
    const out = new Set(issued?.excluded.map((one) => one.transferId));
    const paid =
      this.book.batches.get(batchId)?.prepared.transfers.filter((one) => !out.has(one.transferId)) ?? [];
    const [expected, found] = [paid, payees].map((list) =>
      list
        .map((one) => one.transferId)
        .sort()
        .join(' '),
    );
    this.check.same(at, 'payees', 'payees of the file', expected, found);
  }

  private issued(data: DataOf<'TransferFileIssued'>, at: RecordedCommit): void {
    const batch = this.book.batches.get(data.batchId);
    if (batch === undefined) {
      this.check.fail(at, 'unknown', 'the batch', 'prepared before', data.batchId);
      return;
    }
    if (!batch.isApproved)
      this.check.fail(at, 'not-approved', 'the batch', 'approved before', 'not approved');
    if (batch.isIssued) this.check.fail(at, 'issued-twice', 'files of the batch', 1, 2);
    batch.isIssued = true;
    const out = new Set(data.excluded.map((one) => one.transferId));
    let [count, sum] = [0, 0];
    for (const { transferId, amountCentimes } of batch.prepared.transfers) {
      const isOut = out.has(transferId);
      const transfer = this.book.become(transferId, ['prepared'], isOut ? 'excluded' : 'issued', at);
      const isHeld = transfer?.payout === 'reserved';
      if (isHeld === isOut) {
        const expected = isOut ? 'nothing reserved for it' : 'reserved on the account';
        this.check.fail(at, 'not-reserved', `the payout of ${transferId}`, expected, transfer?.payout);
      }
      if (isOut) continue;
      count++;
      sum += amountCentimes;
    }
    this.check.same(at, 'file-count', 'transfers in the file', count, data.transfers);
    this.check.same(at, 'control-sum', 'control sum of the file', sum, data.totalCentimes);
  }

  private executed(data: DataOf<'TransferExecuted'>, at: RecordedCommit): void {
    const transfer = this.book.become(data.transferId, ['issued'], 'executed', at);
    this.book.about(transfer, data, at);
    const { transferId, producerCode } = data;
    this.check.promise(
      `confirmed ${transferId}`,
      at,
      'not-confirmed',
      transferId,
      'confirmed on the account',
      producerCode,
    );
  }

  private rejected(data: DataOf<'TransferRejected'>, at: RecordedCommit): void {
    const { transferId, returned, reasonCode, producerCode } = data;
    const from: Status[] = returned ? ['issued', 'executed'] : ['issued'];
    this.book.about(this.book.become(transferId, from, returned ? 'returned' : 'rejected', at), data, at);
    this.book.duplicate(reasonCode, at);
    this.check.promise(
      `restored ${transferId}`,
      at,
      'not-restored',
      transferId,
      'restored on the account',
      producerCode,
    );
  }

  after(commit: RecordedCommit): void {
    this.payouts.after(commit);
  }

  tables(): AuditTable[] {
    const byStatus = new Map<Status, { count: number; sum: number }>();
    for (const { status, amountCentimes } of this.book.transfers.values()) {
      const known = byStatus.get(status) ?? { count: 0, sum: 0 };
      byStatus.set(status, { count: known.count + 1, sum: known.sum + amountCentimes });
    }
    const rows = [...byStatus].map(([status, { count, sum }]) => [status, count, centimesToDecimal(sum)]);
    return rows.length === 0
      ? []
      : [{ name: 'transfers', title: 'Transfers', columns: ['status', 'transfers', 'MAD'], rows }];
  }
}
