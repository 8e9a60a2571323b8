import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import type { DataOf, TransferLine } from '../../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../../rule';
import { DisputedTransfers } from './disputed-transfers';
import { AT_THE_SAME_TIME_MS, TransferBook, type Status, type Transfer } from './transfer-book';
import { TransferPayouts } from './transfer-payouts';

/** Bank transfers: one EndToEndId once, files that add up, balances restored once. */
export class TransfersRule extends Rule implements AuditRule {
  readonly proves =
    'no EndToEndId is paid twice, files add up, what comes back restores a balance once, and no suspended account is paid';
  private readonly book = new TransferBook(this.check);
  private readonly payouts = new TransferPayouts(this.check, this.book);
  private readonly disputes = new DisputedTransfers(this.check, this.book);
  private readonly endToEndIds = new Set<string>();
  /** Whose account the bank refuses, and since when, in ms. */
  private readonly suspended = new Map<string, number>();

  private readonly minimums: DataOf<'PayoutTermsPublished'>[] = [];
  private readonly departed = new Map<string, string>();
  readonly on: Handlers = {
    PayoutTermsPublished: (data) => void this.minimums.push(data),
    ProducerLeft: ({ producerCode, leftOn }) => void this.departed.set(producerCode, leftOn),
    TransferBatchPrepared: (data, at) => {
      const { batchId, transfers, totalCentimes } = data;
      this.book.batches.set(batchId, { prepared: data, isApproved: false, isIssued: false });
      let sum = 0;
      for (const line of transfers) {
        sum += line.amountCentimes;
        if (!(line.amountCentimes > 0))
          this.check.fail(at, 'amount', `amount of ${line.transferId}`, 'above 0', line.amountCentimes);
        this.minimum(line, data.executionDate, at);
        if (this.endToEndIds.has(line.endToEndId))
          this.check.fail(at, 'end-to-end-id', 'EndToEndIds given before', 'never twice', line.endToEndId);
        if (this.book.transfers.has(line.transferId))
          this.check.fail(at, 'transfer-twice', 'transfers of this id', 1, line.transferId);
        this.endToEndIds.add(line.endToEndId);
        this.book.transfers.set(line.transferId, { ...line, batchId, status: 'prepared', payout: 'none' });
      }
      this.check.same(at, 'batch-total', 'total = sum of the transfers', sum, totalCentimes);
    },
    TransferBatchApproved: ({ batchId, approvedBy }, at) => {
      const batch = this.book.batches.get(batchId);
      if (batch?.prepared.preparedBy === approvedBy)
        this.check.fail(at, 'second-person', 'who approves', 'another than who prepared', approvedBy);
      if (batch) batch.isApproved = true;
    },
    TransferBatchRefused: ({ batchId, transfers }, at) => {
      if (this.book.batches.get(batchId)?.isIssued)
        this.check.fail(at, 'refused-late', 'the file', 'not issued', 'issued');
      for (const { transferId, producerCode } of transfers) {
        this.book.become(transferId, ['prepared'], 'refused', at);
        this.disputes.left(transferId);
        const key = `declined ${transferId}`;
        this.check.promise(key, at, 'not-declined', transferId, 'its payout declined', producerCode);
      }
    },
    LineDisputed: (data, at) => this.disputes.disputed(data, at),
    TransferWithdrawn: ({ batchId, transfer }, at) => {
      const batch = this.book.batches.get(batchId);
      if (batch?.isIssued) this.check.fail(at, 'withdrawn-late', 'the file', 'not issued', 'issued');
      if (batch) batch.isApproved = false;
      const { transferId, producerCode } = transfer;
      this.book.become(transferId, ['prepared'], 'excluded', at);
      this.book.about(this.book.transfers.get(transferId), transfer, at);
      this.disputes.left(transferId);
      const key = `declined ${transferId}`;
      this.check.promise(key, at, 'not-declined', transferId, 'its payout declined', producerCode);
    },
    TransferBatchCancelled: ({ batchId, cancelledBy, transfers }, at) => {
      const batch = this.book.batches.get(batchId);
      if (batch?.prepared.preparedBy === cancelledBy)
        this.check.fail(at, 'second-person', 'who cancels', 'another than who prepared', cancelledBy);
      for (const { transferId, producerCode } of transfers) {
        this.book.become(transferId, ['prepared', 'issued'], 'cancelled', at);
        this.disputes.left(transferId);
        const key = `declined ${transferId}`;
        this.check.promise(key, at, 'not-declined', transferId, 'its payout declined', producerCode);
      }
      for (const { transferId } of batch?.prepared.transfers ?? []) {
        const status = this.book.transfers.get(transferId)?.status;
        if (status !== 'cancelled' && status !== 'excluded')
          this.check.fail(at, 'not-freed', `a transfer of a cancelled file`, 'free again', transferId);
      }
    },
    BankDetailsSuspended: ({ producerCode }, at) => this.suspended.set(producerCode, Date.parse(at.at)),
    BankDetailsRestored: ({ producerCode }) => this.suspended.delete(producerCode),
    PayeesFixed: ({ batchId, payees }, at) => {
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
    },
    TransferFileIssued: (data, at) => {
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
        const isWithdrawn = isOut && this.book.transfers.get(transferId)?.status === 'excluded';
        if (isWithdrawn) continue;
        const transfer = this.book.become(transferId, ['prepared'], isOut ? 'excluded' : 'issued', at);
        this.disputes.issued(transferId, isOut, at);
        const isHeld = transfer?.payout === 'reserved';
        if (isHeld === isOut) {
          const expected = isOut ? 'nothing reserved for it' : 'reserved on the account';
          this.check.fail(at, 'not-reserved', `the payout of ${transferId}`, expected, transfer?.payout);
        }
        if (isOut) continue;
        this.payable(transfer, at);
        count++;
        sum += amountCentimes;
      }
      this.check.same(at, 'file-count', 'transfers in the file', count, data.transfers);
      this.check.same(at, 'control-sum', 'control sum of the file', sum, data.totalCentimes);
    },
    TransferExecuted: (data, at) => {
      const transfer = this.book.become(data.transferId, ['issued'], 'executed', at);
      this.book.about(transfer, data, at);
      const { transferId, producerCode } = data;
      const key = `confirmed ${transferId}`;
      this.check.promise(key, at, 'not-confirmed', transferId, 'confirmed on the account', producerCode);
    },
    TransferRejected: (data, at) => {
      const { transferId, returned, reasonCode, producerCode } = data;
      const from: Status[] = returned ? ['issued', 'executed'] : ['issued'];
      this.book.about(this.book.become(transferId, from, returned ? 'returned' : 'rejected', at), data, at);
      this.book.duplicate(reasonCode, at);
      const key = `restored ${transferId}`;
      this.check.promise(key, at, 'not-restored', transferId, 'restored on the account', producerCode);
    },
    PayoutReserved: (data, at) => data.counter ?? this.payouts.reserved(data, at),
    PayoutDeclined: (data, at) => data.counter ?? this.payouts.declined(data, at),
    PayoutConfirmed: (data, at) => data.counter ?? this.payouts.confirmed(data, at),
    PayoutReturned: (data, at) => data.counter ?? this.payouts.restored(data, at),
  };

  /** What comes to less than the minimum of the day waits, but for members who have left. */
  private minimum(
    { transferId, producerCode, amountCentimes }: TransferLine,
    day: string,
    at: RecordedCommit,
  ) {
    const [latest] = this.minimums
      .filter(({ validFrom }) => validFrom <= day)
      .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
    const leftOn = this.departed.get(producerCode);
    const isPaidInFull = leftOn !== undefined && leftOn <= day;
    const least = isPaidInFull ? 0 : (latest?.minimumTransferCentimes ?? 0);
    if (amountCentimes < least)
      this.check.fail(at, 'below-minimum', `amount of ${transferId}`, `>= ${least}`, amountCentimes);
  }

  after(commit: RecordedCommit): void {
    this.payouts.after(commit);
  }

  /** Nothing goes to an account that the bank refuses; what was being written at that moment may not have seen it. */
  private payable(transfer: Transfer | undefined, at: RecordedCommit): void {
    const since = this.suspended.get(transfer?.producerCode ?? '');
    if (since !== undefined && Date.parse(at.at) - since > AT_THE_SAME_TIME_MS)
      this.check.fail(
        at,
        'suspended',
        `the account of ${transfer?.producerCode}`,
        'not suspended',
        'suspended',
      );
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
