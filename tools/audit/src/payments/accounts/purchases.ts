import type { RecordedCommit } from '@oce/event-sourcing';
import { ONE_PPM } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { AccountBook, Graded } from './account-book';
import { advanceOn, checkGoods } from './advances';
import { dateOf } from './schedules';
import { checkSettlement, takenOf } from './settlement';

type Purchase = DataOf<'PurchasePosted'>;

/** What OCE buys: paid for whole, once, at the price of the day; what waits for a price is settled when one comes. */
export class PurchaseChecks {
  private readonly purchased = new Set<string>();
  /** Those for which no price was in force when they were graded. */
  private readonly waiting = new Map<string, DataOf<'DeliveryGraded'>>();

  constructor(private readonly book: AccountBook) {}

  graded(data: DataOf<'DeliveryGraded'>, at: RecordedCommit): void {
    this.purchased.add(data.deliveryId);
    // The reversal has said so already, and posts the difference.
    if (data.replaces !== null) return;
    if (!this.promised(data, at)) this.waiting.set(data.deliveryId, data);
  }

  published(data: DataOf<'PurchasePricesPublished'>, at: RecordedCommit): void {
    this.book.schedules.publishPurchases(data, at.position);
    for (const [deliveryId, graded] of this.waiting)
      if (this.promised(graded, at)) this.waiting.delete(deliveryId);
  }

  /** One that was reversed before it had a price is never settled. */
  reversed(deliveryId: string): void {
    this.waiting.delete(deliveryId);
  }

  /** Re-derives a purchase from its delivery and the price that is frozen for the day of its weighing. */
  posted(data: Purchase, at: RecordedCommit): void {
    const { book } = this;
    const { check } = book;
    const { lineId, deliveryId, producerCode, settlement, postedOn } = data;
    const account = book.of(producerCode);
    check.kept(`advance ${deliveryId}`);
    if (account.deliveries.has(deliveryId))
      check.fail(at, 'advanced-twice', `settlements of ${deliveryId}`, 1, 2);
    if (account.voided.has(deliveryId))
      check.fail(at, 'advanced-voided', 'the delivery', 'not taken back before', deliveryId);
    const graded = this.purchased.has(deliveryId) ? book.gradings.of(deliveryId) : undefined;
    if (graded === undefined)
      check.fail(at, 'not-purchased', 'the delivery', 'graded before as purchased', deliveryId);
    const grossCentimes = graded ? this.priceOf(graded, data, at) : settlement.grossCentimes;
    const weighedOn = graded?.weighedOn ?? postedOn;
    const time = { isFrozenByDay: true, gradedAt: graded?.position ?? at.position, postedAt: at.position };
    const schedule = book.schedules.deductionsOfWeighing(weighedOn, time);
    checkSettlement(book, account, settlement, { lineId, postedOn, grossCentimes, schedule }, at);
    this.keep(data, at);
  }

  private promised(
    { deliveryId, productId, grade, weighedAt, producerCode }: DataOf<'DeliveryGraded'>,
    at: RecordedCommit,
  ) {
    const price = this.book.schedules.purchasePriceOf(
      { productId, grade },
      dateOf(weighedAt),
      at.position + 1,
    );
    if (price === undefined) return false;
    const { check } = this.book;
    check.promise(`advance ${deliveryId}`, at, 'no-purchase', 'the purchase', 'its settlement', producerCode);
    return true;
  }

  private priceOf(graded: Graded, data: Purchase, at: RecordedCommit): number {
    const { book } = this;
    checkGoods(book, graded, data, at);
    const price = book.schedules.purchasePriceOf(graded, graded.weighedOn, at.position);
    const { priceScheduleVersion: version, pricePerKgCentimes } = data;
    if (price?.version !== version || price.pricePerKgCentimes !== pricePerKgCentimes)
      book.check.fail(at, 'purchase-price', 'the purchase price of the day', price, {
        version,
        pricePerKgCentimes,
      });
    return advanceOn(graded.payableGrams, price?.pricePerKgCentimes ?? pricePerKgCentimes, ONE_PPM);
  }

  private keep(data: Purchase, at: RecordedCommit): void {
    const { book } = this;
    const { lineId, deliveryId, settlement, payableGrams, pricePerKgCentimes } = data;
    const { grossCentimes, netCentimes } = settlement;
    const account = book.of(data.producerCode);
    const line = { lineId, kind: 'purchase' as const, deliveryId, poolId: null, taken: takenOf(settlement) };
    book.addLine(account, { ...line, grossCentimes, netCentimes }, at);
    account.deliveries.set(deliveryId, {
      lineId,
      grade: data.grade,
      payableGrams,
      coefficientPpm: 0,
      pricePerKgCentimes,
      advancePpm: ONE_PPM,
      advanceCentimes: grossCentimes,
      isPurchased: true,
      settledIn: null,
      isReversed: false,
      replacedBy: null,
      alsoOn: [],
      scheduleVersion: settlement.scheduleVersion,
    });
  }
}
