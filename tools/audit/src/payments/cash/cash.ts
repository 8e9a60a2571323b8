import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import type { DataOf } from '../../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../../rule';

type Status = 'prepared' | 'approved' | 'paid' | 'cancelled' | 'expired';
type Prepared = DataOf<'CashDispositionPrepared'>;
type Said = Pick<Prepared, 'transferId' | 'endToEndId' | 'producerCode' | 'amountCentimes' | 'counter'>;

interface Cash {
  readonly prepared: Prepared;
  status: Status;
  payout: 'none' | 'reserved' | 'confirmed' | 'restored';
}

/** Cash at counters: prepared, approved and paid by different persons, paid once or given back once, never by transfer too. */
export class CashRule extends Rule implements AuditRule {
  readonly proves =
    'cash is approved by a second person, paid once against a receipt of its own, or given back once, and no line is paid in cash and by transfer';
  private readonly all = new Map<string, Cash>();
  private readonly byTransfer = new Map<string, Cash>();
  private readonly endToEndIds = new Set<string>();
  private readonly receipts = new Set<string>();
  private readonly counters = new Map<string, boolean>();
  /** The lines of each payout, by member and id: a supplement's has one id on every account. And what paid each line. */
  private readonly linesOf = new Map<string, readonly string[]>();
  private readonly paidBy = new Map<string, string>();

  readonly on: Handlers = {
    CounterOpened: ({ counterId }) => void this.counters.set(counterId, true),
    CounterClosed: ({ counterId }) => void this.counters.set(counterId, false),
    TransferBatchPrepared: ({ transfers }, at) => {
      for (const { transferId, endToEndId, producerCode, lineIds } of transfers) {
        this.linesOf.set(transferId, linesAt(producerCode, lineIds));
        this.reference(endToEndId, at);
      }
    },
    CashDispositionPrepared: (data, at) => this.prepared(data, at),
    CashDispositionApproved: ({ dispositionId, approvedBy }, at) => {
      const cash = this.become(dispositionId, ['prepared'], 'approved', at);
      if (cash?.prepared.preparedBy === approvedBy)
        this.check.fail(at, 'second-person', 'who approves', 'another than who prepared', approvedBy);
      if (cash) this.check.same(at, 'not-reserved', 'the payout of the cash', 'reserved', cash.payout);
    },
    CashPaidOut: (data, at) => this.paid(data, at),
    CashDispositionCancelled: (data, at) => {
      const cash = this.ended(data, 'cancelled', at);
      if (cash?.prepared.preparedBy === data.cancelledBy)
        this.check.fail(at, 'second-person', 'who cancels', 'another than who prepared', data.cancelledBy);
    },
    CashDispositionExpired: (data, at) => {
      const cash = this.ended(data, 'expired', at);
      const last = cash?.prepared.payableUntil ?? '';
      if (data.expiredOn <= last)
        this.check.fail(at, 'expired-early', 'the day', `after ${last}`, data.expiredOn);
    },
    PayoutReserved: (data, at) => {
      if (data.counter === undefined) return;
      const cash = this.payoutOf({ ...data, counter: data.counter }, at);
      if (cash === undefined) return;
      const [asked, held] = [cash.prepared, data].map(({ lineIds }) => [...lineIds].sort().join(' '));
      this.check.same(at, 'lines', 'lines that the cash pays', asked, held);
      this.check.same(at, 'payout', 'the payout before', 'none', cash.payout);
      cash.payout = 'reserved';
    },
    PayoutConfirmed: (data, at) => {
      this.lines(data.transferId, at);
      if (data.counter === undefined) return;
      this.check.kept(`confirmed ${data.transferId}`);
      const cash = this.payoutOf({ ...data, counter: data.counter }, at);
      if (cash === undefined) return;
      this.check.same(at, 'paid', 'the cash', 'paid', cash.status);
      this.check.same(at, 'payout', 'the payout before', 'reserved', cash.payout);
      cash.payout = 'confirmed';
    },
    PayoutReturned: (data, at) => {
      if (data.counter === undefined) {
        for (const lineId of this.linesOf.get(data.transferId) ?? [])
          if (this.paidBy.get(lineId) === data.transferId) this.paidBy.delete(lineId);
        return;
      }
      const cash = this.payoutOf({ ...data, counter: data.counter }, at);
      if (cash === undefined) return;
      if (cash.status !== 'cancelled' && cash.status !== 'expired')
        this.check.fail(at, 'restored', 'the cash', 'cancelled or expired', cash.status);
      this.check.same(at, 'restored-twice', 'the payout before', 'reserved', cash.payout);
      cash.payout = 'restored';
    },
    PayoutDeclined: ({ transferId, counter }) => {
      if (counter !== undefined) this.check.kept(`declined ${transferId}`);
    },
  };

  tables(): AuditTable[] {
    const rows = [...this.all.values()].map(({ status, prepared }) => [
      prepared.dispositionId,
      prepared.counter.counterId,
      status,
      centimesToDecimal(prepared.amountCentimes),
    ]);
    return rows.length === 0
      ? []
      : [
          {
            name: 'cash',
            title: 'Cash at counters',
            columns: ['cash', 'counter', 'status', 'MAD'],
            rows,
          },
        ];
  }

  private prepared(data: Prepared, at: RecordedCommit): void {
    const { dispositionId, transferId, endToEndId, producerCode, amountCentimes, counter, lineIds } = data;
    if (this.all.has(dispositionId)) this.check.fail(at, 'prepared-twice', 'cash of this id', 1, 2);
    if (!(amountCentimes > 0)) this.check.fail(at, 'amount', 'amount of the cash', 'above 0', amountCentimes);
    this.open(counter.counterId, at);
    this.reference(endToEndId, at);
    const cash: Cash = { prepared: data, status: 'prepared', payout: 'none' };
    this.all.set(dispositionId, cash);
    this.byTransfer.set(transferId, cash);
    this.linesOf.set(transferId, linesAt(producerCode, lineIds));
  }

  private paid(data: DataOf<'CashPaidOut'>, at: RecordedCommit): void {
    const { dispositionId, transferId, producerCode, paidBy, paidOn, receiptNumber, counter } = data;
    const cash = this.become(dispositionId, ['approved'], 'paid', at);
    this.about(cash, data, at);
    this.open(counter.counterId, at);
    const receipt = `${counter.counterId} ${receiptNumber}`;
    if (this.receipts.has(receipt))
      this.check.fail(at, 'receipt-twice', 'receipts of the counter', 'each once', receipt);
    this.receipts.add(receipt);
    if (cash?.prepared.preparedBy === paidBy)
      this.check.fail(at, 'second-person', 'who pays', 'another than who prepared', paidBy);
    if (cash && paidOn > cash.prepared.payableUntil)
      this.check.fail(at, 'paid-late', 'the day', `<= ${cash.prepared.payableUntil}`, paidOn);
    const key = `confirmed ${transferId}`;
    this.check.promise(key, at, 'not-confirmed', transferId, 'confirmed on the account', producerCode);
  }

  private ended(
    data: Said & { readonly dispositionId: string },
    to: 'cancelled' | 'expired',
    at: RecordedCommit,
  ): Cash | undefined {
    const cash = this.become(data.dispositionId, ['prepared', 'approved'], to, at);
    this.about(cash, data, at);
    const { transferId, producerCode } = data;
    this.check.promise(`declined ${transferId}`, at, 'not-declined', transferId, 'declined', producerCode);
    return cash;
  }

  /** A step of cash, from the statuses that it may be taken from: what was paid is never paid, and never given back. */
  private become(id: string, from: readonly Status[], to: Status, at: RecordedCommit): Cash | undefined {
    const cash = this.all.get(id);
    if (cash === undefined) {
      this.check.fail(at, 'unknown', 'the cash', 'prepared before', id);
      return undefined;
    }
    if (!from.includes(cash.status))
      this.check.fail(at, 'status', `status before it is ${to}`, from.join(' or '), cash.status);
    cash.status = to;
    return cash;
  }

  private payoutOf(said: Said, at: RecordedCommit): Cash | undefined {
    const cash = this.byTransfer.get(said.transferId);
    this.about(cash, said, at);
    return cash;
  }

  /** What is said of cash is what was prepared. */
  private about(cash: Cash | undefined, said: Said, at: RecordedCommit): void {
    const [was, is] = [cash?.prepared, said].map(
      (one) =>
        one &&
        `${one.transferId} ${one.endToEndId} ${one.producerCode} ${one.amountCentimes} ${one.counter.counterId}`,
    );
    this.check.same(at, 'cash', 'the cash as prepared', was, is);
  }

  private open(counterId: string, at: RecordedCommit): void {
    if (this.counters.get(counterId) !== true)
      this.check.fail(at, 'counter', 'the counter', 'open', counterId);
  }

  private reference(endToEndId: string, at: RecordedCommit): void {
    if (this.endToEndIds.has(endToEndId) && at.ref.aggregate === 'cash-disposition')
      this.check.fail(at, 'reference', 'references given before', 'never twice', endToEndId);
    this.endToEndIds.add(endToEndId);
  }

  private lines(transferId: string, at: RecordedCommit): void {
    for (const lineId of this.linesOf.get(transferId) ?? []) {
      if (this.paidBy.has(lineId))
        this.check.fail(
          at,
          'line-twice',
          `who paid the line ${lineId}`,
          'one',
          `${this.paidBy.get(lineId)}, ${transferId}`,
        );
      this.paidBy.set(lineId, transferId);
    }
  }
}

const linesAt = (producerCode: string, lineIds: readonly string[]): string[] =>
  lineIds.map((lineId) => `${lineId} of ${producerCode}`);
