import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { Posting } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';

/** What a closed account still hears: the bank's word on a transfer, which is a fact. */
const FACTS_OF_THE_BANK = new Set(['PayoutConfirmed', 'PayoutReturned']);

/** Nobody is forgotten while their money is open: the account closes first, on nothing, and takes nothing afterwards. */
export class ErasuresRule extends Rule implements AuditRule {
  readonly proves =
    'whoever asks to be forgotten is erased once nothing is owed to them or by them, and gets nothing after';
  private readonly requested = new Set<string>();
  private readonly closed = new Set<string>();
  /** What stands on `member:` and `input-credit:` of each, in centimes. */
  private readonly balances = new Map<string, number>();
  private readonly reserved = new Map<string, Set<string>>();

  readonly on: Handlers = {
    ErasureRequested: ({ personId }) => void this.requested.add(personId),
    PayoutReserved: ({ producerCode, transferId }) => void this.transfersOf(producerCode).add(transferId),
    PayoutConfirmed: ({ producerCode, transferId }) => void this.transfersOf(producerCode).delete(transferId),
    PayoutReturned: ({ producerCode, transferId }) => void this.transfersOf(producerCode).delete(transferId),
    AccountClosed: ({ producerCode }, at) => {
      for (const account of [`member:${producerCode}`, `input-credit:${producerCode}`])
        this.check.same(at, 'open', `centimes on ${account}`, 0, this.balances.get(account) ?? 0);
      const reserved = [...this.transfersOf(producerCode)].join(' ');
      this.check.same(at, 'reserved', 'transfers that are under way', '', reserved);
      this.closed.add(producerCode);
      if (this.requested.has(producerCode))
        this.check.promise(producerCode, at, 'not-erased', 'the person', 'erased');
    },
    PersonErased: ({ personId }, at) => {
      this.check.kept(personId);
      // Before anybody was asked to wait, persons were erased at once.
      if (this.requested.size > 0 && !this.closed.has(personId))
        this.check.fail(at, 'not-settled', 'the account of the person', 'closed before', 'open');
    },
  };

  each({ type, data }: Event, at: RecordedCommit): void {
    const { postings } = data as { postings?: readonly Posting[] };
    if (postings === undefined) return;
    for (const { account, amountCentimes } of postings) {
      const member = /^(?:member|input-credit):(.*)$/u.exec(account)?.[1];
      if (member === undefined) continue;
      this.balances.set(account, (this.balances.get(account) ?? 0) + amountCentimes);
      if (this.closed.has(member) && !FACTS_OF_THE_BANK.has(type))
        this.check.fail(at, 'posted-after', `postings on ${account}`, 'none once it is closed', type);
    }
  }

  private transfersOf(producerCode: string): Set<string> {
    const known = this.reserved.get(producerCode) ?? new Set();
    this.reserved.set(producerCode, known);
    return known;
  }
}
