import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../rule';

interface Refund {
  readonly amountCentimes: number;
  isReturned: boolean;
}

/** What OCE owes buyers beside their invoices: derived from receipts and credits, and what was paid back of it. */
export class BuyersRule extends Rule implements AuditRule {
  readonly proves =
    'the balance of each buyer is what was paid too much or credited after payment, less what was refunded or set off';
  private readonly balances = new Map<string, number>();
  private readonly refunds = new Map<string, Refund>();
  private readonly setOffs = new Map<string, DataOf<'BuyerBalanceSetOff'>>();

  readonly on: Handlers = {
    OverpaymentKept: (data, at) => this.promise('raise', data, null, data.amountCentimes, at),
    ProceedsReversed: (data, at) => {
      const { reversalId, into, madCentimes, balanceCentimes } = data;
      if (into === 'balance' && madCentimes > 0) this.promise('raise', data, reversalId, madCentimes, at);
      if (balanceCentimes > 0) this.promise('lower', data, reversalId, balanceCentimes, at);
    },
    BuyerBalanceRaised: (data, at) => {
      this.owed('raise', data, data.reversalId, data.amountCentimes, at);
      this.move(data, data.amountCentimes, at);
    },
    BuyerBalanceLowered: (data, at) => {
      this.owed('lower', data, data.reversalId, data.amountCentimes, at);
      this.move(data, -data.amountCentimes, at);
    },
    BuyerBalanceRefunded: (data, at) => {
      const { buyerId, refundId, amountCentimes } = data;
      const key = keyOf(buyerId, refundId);
      if (this.refunds.has(key)) this.check.fail(at, 'refunded-twice', 'refunds of this id', 1, 2);
      this.refunds.set(key, { amountCentimes, isReturned: false });
      this.pay(data, at);
    },
    RefundReturned: (data, at) => {
      const { buyerId, refundId, amountCentimes } = data;
      const refund = this.refunds.get(keyOf(buyerId, refundId));
      if (refund === undefined || refund.isReturned)
        this.check.fail(at, 'returned', 'a refund that comes back', 'paid before, once', refundId);
      else refund.isReturned = true;
      if (refund)
        this.check.same(at, 'returned-amount', 'as refunded', refund.amountCentimes, amountCentimes);
      this.move(data, amountCentimes, at);
    },
    BuyerBalanceSetOff: (data, at) => {
      const { setOffId, amountCentimes } = data;
      if (this.setOffs.has(setOffId)) this.check.fail(at, 'set-off-twice', 'set-offs of this id', 1, 2);
      this.setOffs.set(setOffId, data);
      this.check.promise(`set-off ${setOffId}`, at, 'not-received', `the set-off ${setOffId}`, 'a receipt');
      this.pay(data, at);
      if (amountCentimes <= 0) this.check.fail(at, 'set-off', 'what is set off', '> 0', amountCentimes);
    },
    ProceedsReceived: (data, at) => this.received(data, at),
  };

  /** The receipt of a set-off is on its invoice, and with what was too much of it no more than was set off. */
  after({ events, ...at }: RecordedCommit): void {
    for (const { type, data } of events) {
      if (type !== 'OverpaymentKept') continue;
      const { proceedsId } = data as DataOf<'OverpaymentKept'>;
      if (this.setOffs.has(proceedsId)) this.whole(proceedsId, { ...at, events });
    }
  }

  private received({ proceedsId, bankReference }: DataOf<'ProceedsReceived'>, at: RecordedCommit): void {
    const isSetOff = bankReference.startsWith('balance:');
    if (isSetOff !== this.setOffs.has(proceedsId))
      this.check.fail(at, 'from-balance', 'a receipt out of a balance', 'set off before', proceedsId);
    const isKept = at.events.some(({ type }) => type === 'OverpaymentKept');
    if (isSetOff && !isKept) this.whole(proceedsId, at);
  }

  private whole(setOffId: string, at: RecordedCommit): void {
    const amounts = at.events.map(({ type, data }) => {
      if (type === 'ProceedsReceived') return (data as DataOf<'ProceedsReceived'>).madCentimes;
      return type === 'OverpaymentKept' ? (data as DataOf<'OverpaymentKept'>).amountCentimes : 0;
    });
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    this.check.same(at, 'set-off', 'received of a set-off', this.setOffs.get(setOffId)?.amountCentimes, sum);
    this.check.kept(`set-off ${setOffId}`);
  }

  private promise(
    how: 'raise' | 'lower',
    data: { proceedsId: string; buyerId: string },
    reversalId: string | null,
    amountCentimes: number,
    at: RecordedCommit,
  ): void {
    const key = JSON.stringify([how, data.buyerId, data.proceedsId, reversalId, amountCentimes]);
    const said = how === 'raise' ? 'in the balance of the buyer' : 'out of the balance of the buyer';
    this.check.promise(key, at, 'not-moved', `${amountCentimes} of ${data.proceedsId}`, said, data.buyerId);
  }

  private owed(
    how: 'raise' | 'lower',
    { proceedsId, buyerId }: { proceedsId: string; buyerId: string },
    reversalId: string | null,
    amountCentimes: number,
    at: RecordedCommit,
  ): void {
    const key = JSON.stringify([how, buyerId, proceedsId, reversalId, amountCentimes]);
    if (!this.check.kept(key))
      this.check.fail(
        at,
        'moved',
        `a balance moved by ${proceedsId}`,
        'owed by a receipt, once',
        amountCentimes,
      );
  }

  /** What is paid out of a balance is there. */
  private pay(
    data: { buyerId: string; amountCentimes: number; balanceCentimes: number },
    at: RecordedCommit,
  ): void {
    const before = this.balances.get(data.buyerId) ?? 0;
    if (data.amountCentimes > before)
      this.check.fail(at, 'beyond', 'the balance of the buyer', `>= ${data.amountCentimes}`, before);
    this.move(data, -data.amountCentimes, at);
  }

  private move(
    { buyerId, balanceCentimes }: { buyerId: string; balanceCentimes: number },
    byCentimes: number,
    at: RecordedCommit,
  ): void {
    const balance = (this.balances.get(buyerId) ?? 0) + byCentimes;
    this.check.same(at, 'balance', `the balance of ${buyerId}`, balance, balanceCentimes);
    this.balances.set(buyerId, balance);
  }

  tables(): AuditTable[] {
    const rows = [...this.balances].map(([buyerId, balance]) => [buyerId, centimesToDecimal(balance)]);
    const columns = ['buyer', 'balance MAD'];
    return rows.length === 0 ? [] : [{ name: 'balances', title: 'Balances of buyers', columns, rows }];
  }
}

const keyOf = (buyerId: string, id: string): string => JSON.stringify([buyerId, id]);
