import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import type { DataOf, TransferLine } from '../../events';
import { Rule, type AuditRule, type AuditTable, type Check, type Handlers } from '../../rule';

/** What the accounts do about transfers: set aside, confirm, give back, each once and for a reason. */
class TransferPayouts {
  private undeclined: string | undefined;

  constructor(
    private readonly check: Check,
    private readonly book: TransferBook,
  ) {}

  reserved(data: DataOf<'PayoutReserved'>, at: RecordedCommit): void {
    const transfer = this.book.transfers.get(data.transferId);
    this.book.about(transfer, data, at);
    const [asked, held] = [transfer, data].map((one) => [...(one?.lineIds ?? [])].sort().join(' '));
    this.check.same(at, 'lines', 'lines that the transfer pays', asked, held);
    if (transfer === undefined) return;
    this.check.same(at, 'payout', 'the payout before', 'none', transfer.payout);
    transfer.payout = 'reserved';
  }

  declined({ transferId, endToEndId }: DataOf<'PayoutDeclined'>, at: RecordedCommit): void {
    this.check.kept(`declined ${transferId}`);
    if (this.undeclined === transferId) this.undeclined = undefined;
    const transfer = this.book.transfers.get(transferId);
    this.check.same(at, 'transfer', 'EndToEndId of the transfer', transfer?.endToEndId, endToEndId);
    if (transfer === undefined) return;
    if (transfer.payout !== 'none' && transfer.payout !== 'restored')
      this.check.fail(at, 'payout', 'the payout before', 'none or restored', transfer.payout);
    transfer.payout = 'declined';
  }

  confirmed(data: DataOf<'PayoutConfirmed'>, at: RecordedCommit): void {
    this.check.kept(`confirmed ${data.transferId}`);
    const transfer = this.book.transfers.get(data.transferId);
    this.book.about(transfer, data, at);
    if (transfer === undefined) return;
    const isPaid = transfer.status === 'executed' || transfer.status === 'returned';
    if (!isPaid) this.check.fail(at, 'paid', 'the transfer', 'executed by the bank', transfer.status);
    this.check.same(at, 'payout', 'the payout before', 'reserved', transfer.payout);
    transfer.payout = 'confirmed';
  }

  /** A balance is restored because the bank rejected or returned, or because the transfer is left out of its file. */
  restored(data: DataOf<'PayoutReturned'>, at: RecordedCommit): void {
    this.check.kept(`restored ${data.transferId}`);
    this.book.duplicate(data.reasonCode, at);
    const transfer = this.book.transfers.get(data.transferId);
    this.book.about(transfer, data, at);
    if (transfer === undefined) return;
    if (transfer.status !== 'rejected' && transfer.status !== 'returned') this.undeclined = data.transferId;
    if (transfer.payout !== 'reserved' && transfer.payout !== 'confirmed')
      this.check.fail(at, 'restored-twice', 'the payout before', 'reserved or confirmed', transfer.payout);
    transfer.payout = 'restored';
  }

  after(commit: RecordedCommit): void {
    if (this.undeclined === undefined) return;
    const transfer = this.book.transfers.get(this.undeclined);
    this.check.fail(commit, 'restored', 'the transfer', 'rejected, returned or declined', transfer?.status);
    this.undeclined = undefined;
  }
}

type Status =
  'prepared' | 'excluded' | 'refused' | 'cancelled' | 'issued' | 'executed' | 'rejected' | 'returned';
type PayoutStatus = 'none' | 'reserved' | 'confirmed' | 'restored' | 'declined';

interface Transfer extends TransferLine {
  readonly batchId: string;
  status: Status;
  payout: PayoutStatus;
}

interface Batch {
  readonly prepared: DataOf<'TransferBatchPrepared'>;
  isApproved: boolean;
  isIssued: boolean;
}

/** The bank calls it a duplicate: money may have moved, and nothing is restored by rule. */
const DUPLICATE = 'AM05';

const AT_THE_SAME_TIME_MS = 60_000;

/** Transfers and their batches, as far as the log has told of them. */
class TransferBook {
  readonly batches = new Map<string, Batch>();
  readonly transfers = new Map<string, Transfer>();

  constructor(private readonly check: Check) {}

  /** A duplicate restores nothing. */
  duplicate(reasonCode: string, at: RecordedCommit): void {
    if (reasonCode === DUPLICATE)
      this.check.fail(at, 'duplicate', 'what a duplicate at the bank restores', 'nothing', reasonCode);
  }

  /** What is said of a transfer is what was prepared. */
  about(
    transfer: Transfer | undefined,
    said: Pick<TransferLine, 'transferId' | 'endToEndId' | 'producerCode' | 'amountCentimes'>,
    at: RecordedCommit,
  ): void {
    const [was, is] = [transfer, said].map(
      (one) => one && `${one.transferId} ${one.endToEndId} ${one.producerCode} ${one.amountCentimes}`,
    );
    this.check.same(at, 'transfer', 'the transfer as prepared', was, is);
  }

  /** A step of a transfer, from the statuses that it may be taken from. */
  become(transferId: string, from: Status[], to: Status, at: RecordedCommit): Transfer | undefined {
    const transfer = this.transfers.get(transferId);
    if (transfer === undefined) {
      this.check.fail(at, 'unknown', 'the transfer', 'prepared before', transferId);
      return undefined;
    }
    if (!from.includes(transfer.status))
      this.check.fail(at, 'status', `status before it is ${to}`, from.join(' or '), transfer.status);
    transfer.status = to;
    return transfer;
  }
}

/** Bank transfers: one EndToEndId once, files that add up, balances restored once. */
export class TransfersRule extends Rule implements AuditRule {
  readonly proves =
    'no EndToEndId is paid twice, files add up, what comes back restores a balance once, and no suspended account is paid';
  private readonly book = new TransferBook(this.check);
  private readonly payouts = new TransferPayouts(this.check, this.book);
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
        const key = `declined ${transferId}`;
        this.check.promise(key, at, 'not-declined', transferId, 'its payout declined', producerCode);
      }
    },
    TransferBatchCancelled: ({ batchId, cancelledBy, transfers }, at) => {
      const batch = this.book.batches.get(batchId);
      if (batch?.prepared.preparedBy === cancelledBy)
        this.check.fail(at, 'second-person', 'who cancels', 'another than who prepared', cancelledBy);
      for (const { transferId, producerCode } of transfers) {
        this.book.become(transferId, ['prepared', 'issued'], 'cancelled', at);
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
        const transfer = this.book.become(transferId, ['prepared'], isOut ? 'excluded' : 'issued', at);
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
