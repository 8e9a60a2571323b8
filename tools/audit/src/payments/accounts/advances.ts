import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyRatio, ONE_PPM } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { Account, AccountBook, Graded } from './account-book';
import type { Deductions } from './schedules';
import { checkSettlement, takenOf } from './settlement';

type Advance = DataOf<'AdvancePosted'>;

const GRAMS_PER_KG = 1_000;

/** The advance on a payable weight: worked numbers, case 2, rounded once. */
export const advanceOn = (payableGrams: number, pricePerKgCentimes: number, advancePpm: number): number =>
  multiplyRatio(payableGrams, BigInt(pricePerKgCentimes) * BigInt(advancePpm), GRAMS_PER_KG * ONE_PPM);

/** Re-derives an advance from its delivery and the schedules that are frozen for the day of its weighing. */
export function checkAdvance(book: AccountBook, data: Advance, at: RecordedCommit): void {
  const { check } = book;
  const { lineId, deliveryId, producerCode, settlement, postedOn } = data;
  const account = book.of(producerCode);
  check.kept(`advance ${deliveryId}`);
  if (account.deliveries.has(deliveryId)) check.fail(at, 'advanced-twice', `advances on ${deliveryId}`, 1, 2);
  if (account.voided.has(deliveryId))
    check.fail(at, 'advanced-voided', 'the delivery', 'not taken back before', deliveryId);
  const graded = book.gradings.of(deliveryId);
  let derived: Derived = { grossCentimes: settlement.grossCentimes, schedule: undefined };
  if (graded === undefined) check.fail(at, 'not-graded', 'the delivery', 'graded before', deliveryId);
  else derived = derive(book, graded, data, at);
  const { grossCentimes, schedule } = derived;
  const settled = { lineId, postedOn, grossCentimes, schedule, formerlyDueOn: graded?.weighedOn };
  checkSettlement(book, account, settlement, settled, at);
  keep(book, account, data, at);
}

interface Derived {
  readonly grossCentimes: number;
  readonly schedule: Deductions | undefined;
}

/** What follows from the grading; what the advance says of it must be the same. */
function derive(book: AccountBook, graded: Graded, data: Advance, at: RecordedCommit): Derived {
  const { check, schedules } = book;
  const { position, payableGrams, weighedOn } = graded;
  checkGoods(book, graded, data, at);
  const isFrozenByDay = data.settlement.claimsDueOn !== undefined;
  const time = { isFrozenByDay, gradedAt: position, postedAt: at.position };
  const price = schedules.priceOf(graded, weighedOn, time);
  const { priceScheduleVersion: version, pricePerKgCentimes, advancePpm, coefficientPpm } = data;
  if (
    price === undefined ||
    price.version !== version ||
    price.advancePpm !== advancePpm ||
    price.pricePerKgCentimes !== pricePerKgCentimes ||
    price.coefficientPpm !== coefficientPpm
  ) {
    const said = { version, advancePpm, pricePerKgCentimes, coefficientPpm };
    check.fail(at, 'price', 'the price in force at delivery', price, said);
  }
  return {
    grossCentimes: price
      ? advanceOn(payableGrams, price.pricePerKgCentimes, price.advancePpm)
      : data.settlement.grossCentimes,
    schedule: schedules.deductionsOfWeighing(weighedOn, time),
  };
}

/** A line says of its goods what the grading has said. */
export function checkGoods(
  { check }: AccountBook,
  graded: Graded,
  data: Pick<Advance, 'producerCode' | 'campaignId' | 'productId' | 'grade' | 'payableGrams'>,
  at: RecordedCommit,
): void {
  if (scope(graded) !== scope(data))
    check.fail(at, 'delivery', 'producer, campaign and product of the delivery', scope(graded), scope(data));
  check.same(at, 'grade', 'grade of the delivery', graded.grade, data.grade);
  check.same(at, 'payable', 'payable grams of the delivery', graded.payableGrams, data.payableGrams);
}

const scope = ({
  producerCode,
  campaignId,
  productId,
}: Pick<Graded, 'producerCode' | 'campaignId' | 'productId'>) => `${producerCode} ${campaignId} ${productId}`;

const NO_LINES: readonly string[] = [];

/** The line, and the delivery at its frozen price. Written out: there is one a delivery. */
function keep(book: AccountBook, account: Account, data: Advance, at: RecordedCommit): void {
  const { lineId, deliveryId, settlement } = data;
  const { grossCentimes, netCentimes } = settlement;
  const taken = takenOf(settlement);
  book.addLine(
    account,
    { lineId, kind: 'advance', deliveryId, poolId: null, grossCentimes, netCentimes, taken },
    at,
  );
  account.deliveries.set(deliveryId, {
    lineId,
    grade: book.words.of(data.grade),
    payableGrams: data.payableGrams,
    coefficientPpm: data.coefficientPpm,
    pricePerKgCentimes: data.pricePerKgCentimes,
    advancePpm: data.advancePpm,
    advanceCentimes: grossCentimes,
    isPurchased: false,
    settledIn: null,
    isReversed: false,
    replacedBy: null,
    alsoOn: NO_LINES,
    scheduleVersion: book.words.of(settlement.scheduleVersion),
  });
}
