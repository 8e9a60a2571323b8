import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyRatio, ONE_PPM } from '@oce/quantities';
import { dateOf } from '../dates';
import type { DataOf } from '../events';
import type { AccountBook } from './book';
import { checkSettlement, takenOf } from './settlement';

const GRAMS_PER_KG = 1_000;

/** The advance on a payable weight: worked numbers, case 2, rounded once. */
export const advanceOn = (payableGrams: number, pricePerKgCentimes: number, advancePpm: number): number =>
  multiplyRatio(payableGrams, BigInt(pricePerKgCentimes) * BigInt(advancePpm), GRAMS_PER_KG * ONE_PPM);

/** Re-derives an advance from its delivery and the schedules in force when that was weighed and graded. */
export function checkAdvance(book: AccountBook, data: DataOf<'AdvancePosted'>, at: RecordedCommit): void {
  const { check } = book;
  const { lineId, deliveryId, producerCode, grade, payableGrams, settlement, postedOn } = data;
  const account = book.of(producerCode);
  check.kept(`advance ${deliveryId}`);
  if (account.deliveries.has(deliveryId)) check.fail(at, 'advanced-twice', `advances on ${deliveryId}`, 1, 2);
  if (account.voided.has(deliveryId))
    check.fail(at, 'advanced-voided', 'the delivery', 'not taken back before', deliveryId);
  const graded = book.gradings.get(deliveryId);
  let grossCentimes = settlement.grossCentimes;
  let schedule;
  if (graded === undefined) check.fail(at, 'not-graded', 'the delivery', 'graded before', deliveryId);
  else {
    const { data: delivery, position } = graded;
    const [was, is] = [delivery, data].map((one) => `${one.producerCode} ${one.campaignId} ${one.productId}`);
    check.same(at, 'delivery', 'producer, campaign and product of the delivery', was, is);
    check.same(at, 'grade', 'grade of the delivery', delivery.grade, grade);
    check.same(at, 'payable', 'payable grams of the delivery', delivery.payableGrams, payableGrams);
    const weighedOn = dateOf(delivery.weighedAt);
    const price = book.schedules.priceOf(delivery, weighedOn, position, at.position);
    const { priceScheduleVersion: version, pricePerKgCentimes, advancePpm, coefficientPpm } = data;
    const said = { version, advancePpm, pricePerKgCentimes, coefficientPpm };
    check.same(at, 'price', 'the price in force at delivery', JSON.stringify(price), JSON.stringify(said));
    if (price) grossCentimes = advanceOn(delivery.payableGrams, price.pricePerKgCentimes, price.advancePpm);
    schedule = book.schedules.deductionsOn(weighedOn, position, at.position);
  }
  checkSettlement(book, account, settlement, { lineId, postedOn, grossCentimes, schedule }, at);
  const sums = { grossCentimes: settlement.grossCentimes, netCentimes: settlement.netCentimes };
  const line = { lineId, kind: 'advance' as const, deliveryId, poolId: null, taken: takenOf(settlement) };
  book.addLine(account, { ...line, ...sums }, at);
  const { coefficientPpm, pricePerKgCentimes, advancePpm } = data;
  account.deliveries.set(deliveryId, {
    ...{ lineId, grade, payableGrams, coefficientPpm, pricePerKgCentimes, advancePpm },
    ...{ advanceCentimes: settlement.grossCentimes, settledIn: null, isReversed: false, replacedBy: null },
  });
}
