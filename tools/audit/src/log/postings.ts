import type { DataOf, Posting } from '../events';
import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../rule';
import {
  billed,
  Moves,
  ofAdvance,
  ofPurchase,
  ofCorrection,
  ofCorrectionBack,
  ofFinalShare,
  ofFinalShareBack,
  ofPoolClosed,
  ofSetOff,
  ofSupplementBack,
  transfer,
} from './ledger-lines';

/** A sum of whole numbers that stays exact beyond 2^53, and costs no more than a number until then. */
export class ExactSum {
  private low = 0;
  private high = 0n;

  /** Adds a safe integer. */
  add(amount: number): void {
    const sum = this.low + amount;
    if (Number.isSafeInteger(sum)) {
      this.low = sum;
      return;
    }
    this.high += BigInt(this.low);
    this.low = amount;
  }

  get value(): bigint {
    return this.high + BigInt(this.low);
  }
}

const NAMED =
  /^(?:(?:member|input-credit|advances|pool|sales|buyer|supplier|bank|cash|costs):[A-Za-z0-9_-]{1,128}|in-transfer|commission|milling|insurance|reserve|result|guarantee|fx|vat)$/;
const BANK = 'bank:main';
/** Where a payout leaves OCE. */
const paidFrom = (counter?: { readonly counterId: string }): string =>
  counter === undefined ? BANK : `cash:${counter.counterId}`;

/** What a buyer pays comes from the bank; what is set off was the buyer's before, and moves nothing. */
const fromBuyer = (buyerId: string, reference: string, amountCentimes: number): Moves =>
  reference.startsWith('balance:') ? new Moves() : transfer(BANK, `buyer:${buyerId}`, amountCentimes);

/** What stands on an account, and whether its name is one that is known. */
class Balance extends ExactSum {
  constructor(readonly isNamed: boolean) {
    super();
  }
}

/** The ledger: every event's lines add up to nothing, say what the event says, and so does the whole. */
export class PostingsRule extends Rule implements AuditRule {
  readonly proves = 'the postings of every event, and of the whole log, add up to zero';
  private readonly balances = new Map<string, Balance>();
  private readonly confirmed = new Set<string>();
  /** To whom each input credit is owed. */
  private readonly providers = new Map<string, string>();

  readonly on: Handlers = {
    InputCreditGranted: (data, at) => this.inputCredit(data, at),
    ClaimReversed: (data, at) => this.claimReversed(data, at),
    DebtsSetOff: (data, at) => this.say(at, data.postings, ofSetOff(data)),
    AdvancePosted: (data, at) => this.say(at, data.postings, ofAdvance(data)),
    PurchasePosted: (data, at) => this.say(at, data.postings, ofPurchase(data)),
    FinalSharePosted: (data, at) => this.say(at, data.postings, ofFinalShare(data)),
    FinalShareTakenBack: (data, at) => this.say(at, data.postings, ofFinalShareBack(data)),
    SupplementTakenBack: (data, at) => this.say(at, data.postings, ofSupplementBack(data)),
    CorrectionPosted: (data, at) => this.say(at, data.postings, ofCorrection(data)),
    CorrectionTakenBack: (data, at) => this.say(at, data.postings, ofCorrectionBack(data)),
    PayoutReserved: ({ producerCode, amountCentimes, postings }, at) =>
      this.say(at, postings, transfer(`member:${producerCode}`, 'in-transfer', amountCentimes)),
    PayoutConfirmed: (data, at) => {
      this.confirmed.add(data.transferId);
      this.say(at, data.postings, transfer('in-transfer', paidFrom(data.counter), data.amountCentimes));
    },
    PayoutReturned: ({ producerCode, transferId, amountCentimes, counter, postings }, at) => {
      const from = this.confirmed.has(transferId) ? paidFrom(counter) : 'in-transfer';
      this.say(at, postings, transfer(from, `member:${producerCode}`, amountCentimes));
    },
    ProceedsPooled: ({ invoiceNumber, poolId, amountCentimes, postings }, at) =>
      this.say(at, postings, transfer(`sales:${invoiceNumber}`, `pool:${poolId}`, amountCentimes)),
    ProceedsKept: ({ invoiceNumber, amountCentimes, postings }, at) =>
      this.say(at, postings, transfer(`sales:${invoiceNumber}`, 'result', amountCentimes)),
    ShareReserved: ({ poolId, shareCentimes, postings }, at) =>
      this.say(at, postings, transfer(`pool:${poolId}`, 'reserve', shareCentimes)),
    ReservedShareTakenBack: ({ poolId, shareCentimes, postings }, at) =>
      this.say(at, postings, transfer('reserve', `pool:${poolId}`, shareCentimes)),
    ArrearsSettled: ({ campaignId, advancesCentimes, postings }, at) =>
      this.say(at, postings, transfer('costs:corrections', `advances:${campaignId}`, advancesCentimes)),
    PoolClosed: (data, at) => this.say(at, data.postings, ofPoolClosed(data)),
    InvoiceIssued: (data, at) => this.say(at, data.postings, billed(data, 1)),
    CreditNoteIssued: (data, at) => this.say(at, data.postings, billed(data, -1)),
    CreditNoteReversed: (data, at) => this.say(at, data.postings, billed(data, 1)),
    ProceedsReceived: ({ buyerId, madCentimes, bankReference, postings }, at) =>
      this.say(at, postings, fromBuyer(buyerId, bankReference, madCentimes)),
    OverpaymentKept: ({ buyerId, amountCentimes, bankReference, postings }, at) =>
      this.say(at, postings, fromBuyer(buyerId, bankReference, amountCentimes)),
    ProceedsReversed: ({ buyerId, into, madCentimes, balanceCentimes, postings }, at) => {
      const isAtBank = into === 'bank';
      const back = transfer(`buyer:${buyerId}`, BANK, madCentimes + balanceCentimes);
      this.say(at, postings, isAtBank ? back : new Moves());
    },
    BuyerBalanceRefunded: ({ buyerId, amountCentimes, postings }, at) =>
      this.say(at, postings, transfer(`buyer:${buyerId}`, BANK, amountCentimes)),
    RefundReturned: ({ buyerId, amountCentimes, postings }, at) =>
      this.say(at, postings, transfer(BANK, `buyer:${buyerId}`, amountCentimes)),
  };

  /** Whatever carries postings, whether it must or not. */
  each({ type, data }: Event, at: RecordedCommit): void {
    const { postings } = data as { postings?: readonly Posting[] };
    if (postings === undefined) return;
    const sum = new ExactSum();
    for (const { account, amountCentimes } of postings) {
      let balance = this.balances.get(account);
      const isNamed = balance?.isNamed ?? NAMED.test(account);
      if (!isNamed) this.check.fail(at, 'account', `account of ${type}`, 'a known name', account);
      if (!Number.isSafeInteger(amountCentimes)) {
        this.check.fail(at, 'amount', `${account} of ${type}`, 'whole centimes', amountCentimes);
        continue;
      }
      sum.add(amountCentimes);
      if (balance === undefined) this.balances.set(account, (balance = new Balance(isNamed)));
      balance.add(amountCentimes);
    }
    const { value } = sum;
    if (value !== 0n) this.check.fail(at, 'sum', `sum of the postings of ${type}`, 0, value);
  }

  finish(): void {
    let total = 0n;
    for (const { value } of this.balances.values()) total += value;
    const at = { position: 0, ref: { context: 'payments', aggregate: 'ledger', id: 'all' } };
    if (total !== 0n) this.check.fail(at, 'total', 'sum of all accounts in centimes', 0, total);
  }

  tables(): AuditTable[] {
    const kinds = new Map<string, { accounts: number; balance: bigint }>();
    let total = 0n;
    for (const [account, { value: balance }] of this.balances) {
      const kind = account.split(':')[0] ?? '';
      const known = kinds.get(kind) ?? { accounts: 0, balance: 0n };
      kinds.set(kind, { accounts: known.accounts + 1, balance: known.balance + balance });
      total += balance;
    }
    const rows = [...kinds].sort().map(([kind, one]) => row(kind, one.accounts, one.balance));
    const all = row('all', this.balances.size, total);
    const columns = ['account', 'accounts', 'MAD'];
    return [{ name: 'ledger', title: 'Balances of the ledger', columns, rows: [...rows, all] }];
  }

  private inputCredit(
    { producerCode, creditId, amountCentimes, postings }: DataOf<'InputCreditGranted'>,
    at: RecordedCommit,
  ) {
    const found = postings.find(({ account }) => account.startsWith('supplier:'))?.account;
    const provider = found ?? 'costs:inputs';
    this.providers.set(`${producerCode} ${creditId}`, provider);
    const moves = transfer(`input-credit:${producerCode}`, provider, amountCentimes);
    this.say(at, postings, moves);
  }

  /** A credit taken back is owed no more to whom the goods came from; a premium goes back as far as it was withheld. */
  private claimReversed(data: DataOf<'ClaimReversed'>, at: RecordedCommit) {
    const { kind, producerCode, reference, amountCentimes, recoveredCentimes, postings } = data;
    const member = `member:${producerCode}`;
    const provider = this.providers.get(`${producerCode} ${reference}`) ?? 'costs:inputs';
    const moves =
      kind === 'insurance'
        ? transfer('insurance', member, recoveredCentimes)
        : transfer(provider, `input-credit:${producerCode}`, amountCentimes);
    if (kind === 'input_credit')
      moves.add(`input-credit:${producerCode}`, -recoveredCentimes).add(member, recoveredCentimes);
    this.say(at, postings, moves);
  }

  /** The postings are those that follow from the rest of the event. */
  private say(at: RecordedCommit, postings: readonly Posting[] | undefined, moves: Moves): void {
    if (postings === undefined) {
      const expected = moves.lines.map(({ account, amountCentimes }) => [account, amountCentimes]);
      this.check.fail(at, 'missing', 'postings of an event with money', expected, postings);
      return;
    }
    if (moves.areSaidBy(postings)) return;
    const [expected, found] = [moves.lines, postings].map((lines) =>
      lines.map(({ account, amountCentimes }) => `${account} ${amountCentimes}`).join(', '),
    );
    this.check.fail(at, 'lines', 'what the event says of its postings', expected, found);
  }
}

const row = (kind: string, accounts: number, balance: bigint) =>
  [kind, accounts, `${centimesToDecimal(balance).padStart(18)}`] as const;
