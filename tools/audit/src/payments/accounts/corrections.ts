import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyRatio, pointsOf } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { AccountBook, AccountDelivery, Line } from './account-book';
import { advanceOn } from './advances';
import { dateOf } from './schedules';
import { checkSettlement, reopen, takenOf, takenOfAll } from './settlement';

type Correction = DataOf<'CorrectionPosted'>;
type Frozen = Pick<AccountDelivery, 'coefficientPpm' | 'pricePerKgCentimes' | 'advancePpm'>;

/** A correction re-derived: the advance taken back or weighed anew, or the points at the closed value (case 5). */
export class CorrectionCheck {
  private readonly account = this.book.of(this.data.producerCode);
  private readonly cited = this.account.lines.get(this.data.citesLineId);
  private readonly delivery =
    this.data.deliveryId === null ? undefined : this.account.deliveries.get(this.data.deliveryId);

  constructor(
    private readonly book: AccountBook,
    private readonly data: Correction,
    private readonly at: RecordedCommit,
  ) {}

  run(): void {
    const { at, data, delivery } = this;
    const { check } = this.book;
    if (this.cited === undefined)
      check.fail(at, 'cites', 'the line corrected', 'one of the account', data.citesLineId);
    if (data.basis === 'dispute') this.dispute();
    else if (delivery === undefined)
      check.fail(at, 'not-advanced', 'the delivery corrected', 'advanced before', data.deliveryId);
    else this.ofDelivery(delivery);
    const settledAs = delivery?.isPurchased ? 'purchased' : undefined;
    check.same(at, 'settled-as', 'what its goods are settled by', settledAs, data.settledAs);
    this.sums();
    this.apply();
  }

  /** The delivery is reversed, and its advance or its points change by what the reversal says. */
  private ofDelivery(delivery: AccountDelivery): void {
    const { account, at, data, book } = this;
    const { check } = book;
    const { counts } = data;
    const deliveryId = data.deliveryId ?? '';
    const reversal = book.reversals.get(deliveryId);
    if (reversal === undefined) check.fail(at, 'not-reversed', 'the delivery', 'reversed before', deliveryId);
    check.kept(`corrected ${deliveryId}`);
    check.same(at, 'cites', 'the line that holds the delivery', delivery.lineId, data.citesLineId);
    check.same(at, 'pool', 'the pool that has paid the delivery', delivery.settledIn, data.poolId);
    if (counts !== null) {
      const known = account.deliveries.get(counts.deliveryId)?.payableGrams;
      const said = known ?? reversal?.data.replacement?.payableGrams;
      check.same(at, 'counts', 'payable grams of the replacement', said, counts.payableGrams);
      const price = this.priceOf(delivery);
      check.same(at, 'counts', 'its coefficient', price.coefficientPpm, counts.coefficientPpm);
      const advance = advanceOn(counts.payableGrams, price.pricePerKgCentimes, price.advancePpm);
      if (known === undefined) check.same(at, 'counts', 'its advance', advance, counts.advanceCentimes);
    }
    if (delivery.settledIn === null) {
      const change = (counts?.advanceCentimes ?? 0) - delivery.advanceCentimes;
      check.same(at, 'amount', 'the change of the advance', change, data.amountCentimes);
      return;
    }
    const after = counts === null ? 0n : pointsOf(counts.payableGrams, counts.coefficientPpm);
    const delta = after - pointsOf(delivery.payableGrams, delivery.coefficientPpm);
    check.same(at, 'points', 'the change of the points', String(delta), data.pointsDelta);
    if (delivery.isLeft) {
      const change = (counts?.advanceCentimes ?? 0) - delivery.advanceCentimes;
      check.same(at, 'amount', 'the change of an advance without a share', change, data.amountCentimes);
      return;
    }
    const closed = book.pools.get(delivery.settledIn)?.data;
    if (closed === undefined) return;
    const value = multiplyRatio(delta, closed.distributableCentimes, BigInt(closed.points));
    check.same(at, 'amount', 'the change at the closed value', value, data.amountCentimes);
  }

  /** What stands in has the price of the original, or where it was regraded that of its own grade on the same day. */
  private priceOf(delivery: AccountDelivery): Frozen {
    const { book, at, data } = this;
    const reversal = book.reversals.get(data.deliveryId ?? '');
    const regraded = reversal?.data.replacement?.regraded;
    if (!reversal || !regraded) return delivery;
    const { campaignId, productId } = reversal.data;
    const time = { isFrozenByDay: true, gradedAt: reversal.position, postedAt: at.position };
    const of = { campaignId, productId, grade: regraded.grade };
    const day = dateOf(regraded.weighedAt);
    const { schedules } = book;
    const price = delivery.isPurchased
      ? schedules.purchasePriceOf(of, day, at.position)
      : schedules.priceOf(of, day, time);
    if (price === undefined)
      book.check.fail(at, 'price', 'the price of the right grade', 'in force', regraded.grade);
    return price ?? delivery;
  }

  /** A disputed line gives no more than it holds. */
  private dispute(): void {
    const { at, cited, delivery } = this;
    const { check } = this.book;
    const { amountCentimes, poolId } = this.data;
    if (amountCentimes === 0) check.fail(at, 'amount', 'the change of a disputed line', 'not 0', 0);
    const isAdvance = (cited?.kind === 'advance' || cited?.kind === 'purchase') && delivery !== undefined;
    const held = isAdvance ? delivery.advanceCentimes : (cited?.grossCentimes ?? 0);
    if (-amountCentimes > Math.max(0, held))
      check.fail(at, 'above-line', 'what is taken back of the line', `<= ${held}`, -amountCentimes);
    const pool = cited?.poolId ?? delivery?.settledIn ?? null;
    check.same(at, 'pool', 'the pool of the disputed line', pool, poolId);
  }

  /** Net, claim, and what is settled or given back. */
  private sums(): void {
    const { book, at, data, account } = this;
    const { check } = book;
    const { lineId, amountCentimes, settlement, postedOn, reopened } = data;
    const unpaid = this.unpaid();
    if (unpaid.length > 0) {
      this.anew(unpaid);
      return;
    }
    const undone = this.undone();
    const given = undone === undefined ? '[]' : JSON.stringify(undone.taken);
    if (undone !== undefined) {
      check.same(at, 'net', 'the net given back', -undone.netCentimes, data.netCentimes);
      check.same(at, 'claim', 'claim of an advance undone', 0, data.claimCentimes);
      check.same(at, 'reopened', 'deductions given back', given, JSON.stringify(reopened));
      for (const one of reopened) this.giveBack(one);
      return;
    }
    check.same(at, 'reopened', 'deductions given back', given, JSON.stringify(reopened));
    check.same(at, 'claim', 'claim of the correction', Math.max(0, -amountCentimes), data.claimCentimes);
    if (amountCentimes <= 0 || settlement === null) {
      check.same(at, 'net', 'net of a correction downwards', 0, data.netCentimes);
      check.same(at, 'settled', 'whether it is settled', amountCentimes > 0, settlement !== null);
      return;
    }
    check.same(at, 'net', 'net as settled', settlement.netCentimes, data.netCentimes);
    const settled = { lineId, postedOn, grossCentimes: amountCentimes, schedule: this.schedule() };
    checkSettlement(book, account, settlement, settled, at);
  }

  /**
   * The lines that are settled anew, since nothing of the advance was paid: the correction names them. One of an older form
   * names none, and posts a new amount; once one names them, all do.
   */
  private unpaid(): readonly Line[] {
    const { book, at, account, delivery } = this;
    const { resettles } = this.data;
    const says = resettles !== undefined;
    if (says) book.saysResettled = true;
    const about = 'the lines settled anew';
    if (!says && book.saysResettled) book.check.fail(at, 'resettled', about, 'said', 'not said');
    if (!says) return [];
    const ids = delivery === undefined ? [] : [delivery.lineId, ...delivery.alsoOn];
    const lines = ids.flatMap((id) => account.lines.get(id) ?? []);
    const isUnpaid = ({ lineId, status }: Line) =>
      (status === 'payable' || status === 'settled') &&
      account.claims.get(`input_credit:${lineId}`)?.isTold !== false;
    const isAnew = delivery?.settledIn === null && !delivery.isReversed && lines.every(isUnpaid);
    const isItsOwn = this.data.basis !== 'dispute' || ids.includes(this.data.citesLineId);
    const expected = isAnew && isItsOwn ? lines : [];
    const named = expected.map((line) => line.lineId).join(', ');
    book.check.same(at, 'resettled', about, named, resettles.join(', '));
    return expected;
  }

  /** The whole advance as if it had been right from the start, less what its lines came to. */
  private anew(lines: readonly Line[]): void {
    const { book, at, data, account, delivery } = this;
    const { check } = book;
    const { lineId, settlement, postedOn, reopened, amountCentimes } = data;
    const taken = takenOfAll(lines);
    check.same(at, 'reopened', 'deductions given back', JSON.stringify(taken), JSON.stringify(reopened));
    check.same(at, 'claim', 'claim of an advance settled anew', 0, data.claimCentimes);
    for (const one of taken) this.giveBack(one);
    const grossCentimes = (delivery?.advanceCentimes ?? 0) + amountCentimes;
    const before = lines.reduce((sum, line) => sum + line.netCentimes, 0);
    const net = (settlement?.netCentimes ?? 0) - before;
    check.same(at, 'net', 'what the settlement changes', net, data.netCentimes);
    check.same(at, 'settled', 'whether it is settled', grossCentimes > 0, settlement !== null);
    const schedule = book.schedules.deductionsOf(delivery?.scheduleVersion ?? '');
    if (settlement)
      checkSettlement(book, account, settlement, { lineId, postedOn, grossCentimes, schedule }, at);
    for (const line of lines) line.taken = [];
  }

  /** The advance that is undone with its deductions since it is not paid yet; anything else is a new amount, or a claim. */
  private undone(): Line | undefined {
    const { cited, delivery } = this;
    const { basis, counts } = this.data;
    if (basis === 'dispute' || counts !== null || delivery === undefined || cited === undefined)
      return undefined;
    const isWhole = cited.kind === 'advance' && cited.grossCentimes === delivery.advanceCentimes;
    return delivery.settledIn === null && isWhole && cited.status === 'payable' ? cited : undefined;
  }

  private giveBack(one: Line['taken'][number]): void {
    const claim = reopen(this.account, one);
    if (claim === undefined || one.kind !== 'insurance') return;
    const amounts = { takenCentimes: -one.amountCentimes, leftCentimes: claim.leftCentimes };
    const { lineId } = this.data;
    this.book.statements.push({ type: 'PremiumWithheld', reference: one.reference, ...amounts, lineId });
  }

  /** The schedule of the day of the reversal, of the closing for what is valued with the final share, or of its taking back; a dispute's own. */
  private schedule() {
    const { book, at, data } = this;
    const { schedules } = book;
    const reversal = book.reversals.get(data.deliveryId ?? '');
    if (data.basis === 'dispute') return schedules.deductionsOf(data.settlement?.scheduleVersion ?? '');
    const back = at.events.find(
      (event) => event.type === 'FinalShareTakenBack' || event.type === 'SupplementTakenBack',
    );
    const anew = back && book.closingsBack.get((back.data as DataOf<'FinalShareTakenBack'>).attempt);
    if (anew) return schedules.deductionsOn(dateOf(anew.at), anew.position, at.position);
    const withShare = at.events.some((event) => event.type === 'FinalSharePosted');
    const closed = withShare ? book.pools.get(data.poolId ?? '') : undefined;
    if (closed) return schedules.deductionsOn(closed.data.closedOn, closed.position, at.position);
    return reversal && schedules.deductionsOn(dateOf(reversal.at), reversal.position, at.position);
  }

  /** The line, the claim and the delivery as they are from now on. */
  private apply(): void {
    const { book, account, at, data, delivery } = this;
    const { lineId, deliveryId, poolId, settlement, netCentimes, counts } = data;
    const { amountCentimes: grossCentimes } = data;
    const taken = settlement ? takenOf(settlement) : [];
    const line = { lineId, kind: 'correction' as const, deliveryId, poolId, taken };
    book.addLine(account, { ...line, grossCentimes, netCentimes }, at);
    if (data.claimCentimes > 0) {
      const claim = { kind: 'input_credit' as const, reference: lineId, amountCentimes: data.claimCentimes };
      book.addClaim(account, { ...claim, dueOn: data.postedOn }, at);
    }
    if (delivery === undefined) return;
    if (data.basis === 'dispute') {
      if (delivery.settledIn !== null) return;
      delivery.advanceCentimes += grossCentimes;
      delivery.alsoOn = [...delivery.alsoOn, lineId];
      return;
    }
    delivery.isReversed = true;
    delivery.replacedBy = counts?.deliveryId ?? null;
    if (delivery.settledIn === null) delivery.advanceCentimes = 0;
    if (counts === null) return;
    const { deliveryId: replacement, price, ...counted } = counts;
    const alsoOn = [delivery.lineId, ...delivery.alsoOn];
    const fresh = { lineId, alsoOn, isReversed: false, replacedBy: null };
    account.deliveries.set(replacement, { ...delivery, ...counted, ...price, ...fresh });
  }
}
