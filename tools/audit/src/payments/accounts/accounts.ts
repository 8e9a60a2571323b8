import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal } from '@oce/quantities';
import type { DataOf } from '../../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../../rule';
import { checkAdvance } from './advances';
import { AccountBook, type NewClaim, type Statement } from './account-book';
import { checkClaimReversed } from './claims';
import { CorrectionCheck } from './corrections';
import { DisputeChecks } from './disputes';
import { checkArrearsSettled, checkShareReserved } from './ended-shares';
import { PurchaseChecks } from './purchases';
import { checkFinalShare } from './final-shares';
import { checkClosed, checkHeld } from './holds';
import { dateOf } from './schedules';
import { checkNothingDue, checkSetOff } from './set-offs';
import { checkSupplementLine } from './supplements';
import { TakenBackChecks } from './taken-back';
import { checkConfirmed, checkReserved, checkReturned } from './payouts';

/** Every line of every member, re-derived; every payout the sum of its lines. */
export class AccountsRule extends Rule implements AuditRule {
  readonly proves = 'every line is re-derived to the centime, and nobody is paid more than their lines';
  private readonly book = new AccountBook(this.check, this.shared.deliveries);
  private readonly disputes = new DisputeChecks(this.book);
  private readonly purchases = new PurchaseChecks(this.book);
  private readonly back = new TakenBackChecks(this.book);
  /** What late goods of each member are worth, by attempt, and by pool and number. */
  private readonly late = new Map<string, Map<string, number>>();

  readonly on: Handlers = {
    PriceSchedulePublished: (data, at) => this.book.schedules.publishPrices(data, at.position),
    PurchasePricesPublished: (data, at) => this.purchases.published(data, at),
    DeductionSchedulePublished: (data, at) => this.book.schedules.publishDeductions(data, at.position),
    DeliveryWeighedIn: (data, at) => this.book.schedules.weighed(data, at.position),
    ProducerLeft: ({ producerCode, leftOn }, at) => {
      this.book.departures.set(producerCode, leftOn);
      const key = `departed ${producerCode}`;
      this.check.promise(key, at, 'no-departure', 'the departure', 'the account knows it', producerCode);
    },
    MemberDeparted: (data, at) => this.departed(data, at),
    DeliveryGraded: (data, at) => {
      const { deliveryId, replaces, producerCode, settledAs } = data;
      // Pressed for its owner: an advance on it has no grading.
      if (settledAs === 'toll') return;
      this.book.gradings.add(data, at);
      if (settledAs === 'purchased') {
        this.purchases.graded(data, at);
        return;
      }
      // The reversal has said so already, and posts the difference.
      if (replaces !== null) return;
      const key = `advance ${deliveryId}`;
      this.check.promise(key, at, 'no-advance', 'the delivery', 'an advance', producerCode);
    },
    DeliveryReversed: (data, at) => {
      const { deliveryId, grade, producerCode, settledAs } = data;
      if (settledAs === 'toll') return;
      this.purchases.reversed(deliveryId);
      this.book.reversals.set(deliveryId, { data, position: at.position, at: at.at });
      if (grade === null) return;
      const key = `corrected ${deliveryId}`;
      this.check.promise(key, at, 'no-correction', 'the reversal', 'a correction', producerCode);
    },
    PoolClosed: (data, { position }) => void this.book.pools.set(data.poolId, { data, position }),
    InputCreditGranted: ({ producerCode, creditId: reference, amountCentimes, grantedOn: dueOn }, at) =>
      this.claim(producerCode, { kind: 'input_credit', reference, amountCentimes, dueOn }, at),
    PremiumDeclared: ({ producerCode, premiumId: reference, amountCentimes, dueOn }, at) =>
      this.claim(producerCode, { kind: 'insurance', reference, amountCentimes, dueOn }, at),
    AdvancePosted: (data, at) => checkAdvance(this.book, data, at),
    PurchasePosted: (data, at) => this.purchases.posted(data, at),
    FinalSharePosted: (data, at) => {
      checkFinalShare(this.book, data, at);
      this.back.posted(data);
    },
    SupplementFixed: ({ attempt, shares }) => {
      const known = this.late.get(attempt) ?? new Map<string, number>();
      for (const { producerCode, lateCentimes } of shares) known.set(producerCode, lateCentimes);
      this.late.set(attempt, known);
    },
    SupplementDistributed: ({ poolId, number, attempt }) =>
      void this.late.set(`${poolId} ${number}`, this.late.get(attempt) ?? new Map<string, number>()),
    SupplementPosted: (data, at) => {
      const late = this.late.get(`${data.poolId} ${data.number}`)?.get(data.producerCode);
      checkSupplementLine(this.book, data, late, at);
      this.back.posted(data);
    },
    ShareReserved: (data, at) => checkShareReserved(this.book, data, at),
    ArrearsSettled: (data, at) => checkArrearsSettled(this.book, data, at),
    FinalShareHeld: (data, at) => this.back.hold(data, true, at),
    FinalShareReleased: (data, at) => this.back.hold(data, false, at),
    ClosingTakenBack: (data, at) => this.back.closing(data, at),
    FinalShareTakenBack: (data, at) => this.back.finalShare(data, at),
    SupplementTakenBack: (data, at) => this.back.supplement(data, at),
    CorrectionTakenBack: (data, at) => this.back.correction(data, at),
    ReservedShareTakenBack: (data, at) => this.back.reserved(data, at),
    CorrectionPosted: (data, at) => {
      this.back.corrected(data);
      new CorrectionCheck(this.book, data, at).run();
    },
    ClaimReversed: (data, at) => checkClaimReversed(this.book, data, at),
    DebtsSetOff: (data, at) => checkSetOff(this.book, data, at),
    DeliveryVoided: ({ producerCode, deliveryId }, at) => this.voided(producerCode, deliveryId, at),
    InputCreditRecovered: (data, at) => this.statement({ type: 'InputCreditRecovered', ...data }, at),
    PremiumWithheld: ({ premiumId: reference, ...data }, at) =>
      this.statement({ type: 'PremiumWithheld', reference, ...data }, at),
    LineDisputed: (data, at) => this.disputes.disputed(data, at),
    QualityDisputeUpheld: (data, at) => this.disputes.upheld(data, at),
    DisputeResolved: (data, at) => this.disputes.resolved(data, at),
    PayoutReserved: (data, at) => {
      checkNothingDue(this.book, data, dateOf(at.at), at);
      checkReserved(this.book, data, at);
    },
    ErasureHeld: (data, at) => checkHeld(this.book, data, at),
    AccountClosed: (data, at) => checkClosed(this.book, data, at),
    PayoutConfirmed: (data, at) => checkConfirmed(this.book, data, at),
    PayoutReturned: (data, at) => checkReturned(this.book, data, at),
  };

  private claim(producerCode: string, claim: NewClaim, at: RecordedCommit): void {
    this.book.addClaim(this.book.of(producerCode), { ...claim, isTold: true }, at);
  }

  private departed({ producerCode, leftOn }: DataOf<'MemberDeparted'>, at: RecordedCommit): void {
    this.book.of(producerCode).departedOn = leftOn;
    this.check.kept(`departed ${producerCode}`);
    const said = this.book.departures.get(producerCode);
    this.check.same(at, 'departure', 'the day of the departure', said, leftOn);
  }

  private voided(producerCode: string, deliveryId: string, at: RecordedCommit): void {
    const account = this.book.of(producerCode);
    account.voided.add(deliveryId);
    this.check.kept(`advance ${deliveryId}`);
    this.check.kept(`corrected ${deliveryId}`);
    if (!this.book.reversals.has(deliveryId))
      this.check.fail(at, 'not-reversed', 'the delivery', 'reversed before', deliveryId);
    if (account.deliveries.has(deliveryId))
      this.check.fail(at, 'voided', 'a delivery that is void', 'never advanced', deliveryId);
  }

  /** What is said apart for others is what the line of the same commit took. */
  private statement(found: Statement, at: RecordedCommit): void {
    const expected = this.book.statements.shift();
    this.check.same(at, 'statement', 'what is said of a deduction', textOf(expected), textOf(found));
  }

  after(commit: RecordedCommit): void {
    const { statements } = this.book;
    if (statements.length === 0) return;
    this.check.fail(commit, 'statement', 'what is said of a deduction', textOf(statements[0]), 'nothing');
    statements.length = 0;
  }

  tables(): AuditTable[] {
    const sums = { lines: 0, net: 0, paid: 0, payable: 0, granted: 0, left: 0 };
    let members = 0;
    for (const account of this.book.all()) {
      members++;
      sums.lines += account.lines.size;
      sums.net += account.netCentimes;
      sums.paid += account.paidCentimes;
      for (const line of account.lines.values())
        if (line.status === 'payable') sums.payable += line.netCentimes;
      for (const claim of account.claims.values()) {
        sums.granted += claim.grantedCentimes;
        sums.left += claim.leftCentimes;
      }
    }
    const columns = ['members', 'lines', 'net MAD', 'paid', 'payable', 'claimed', 'of it left'];
    const money = [sums.net, sums.paid, sums.payable, sums.granted, sums.left].map(centimesToDecimal);
    return [{ name: 'accounts', title: 'Accounts', columns, rows: [[members, sums.lines, ...money]] }];
  }
}

const textOf = (one: Statement | undefined): string =>
  one === undefined
    ? 'nothing'
    : `${one.type} ${one.reference} ${one.takenCentimes}, left ${one.leftCentimes}, of ${one.lineId}`;
