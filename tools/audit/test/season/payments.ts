import type { DataOf, DeductionTaken, Settlement } from '../../src/events';
import { payableOf, type Weighing } from './collection';
import { event, posts, type LogBuilder } from './log-builder';

export const PRICE = { pricePerKgCentimes: 600, advancePpm: 600_000 };
export const COEFFICIENTS: Readonly<Record<string, number>> = { EV: 1_050_000, V: 1_000_000, L: 920_000 };
const ON = '2026-10-01';

/** Prices of two campaigns, caps and floor; a credit and a premium of the first member. */
export function schedules(log: LogBuilder): void {
  const grades = Object.entries(COEFFICIENTS).map(([grade, pointsPpm]) => ({
    grade,
    pointsPpm,
    pricePerKgCentimes: PRICE.pricePerKgCentimes,
  }));
  for (const campaignId of ['C26', 'C27']) {
    const version = campaignId.replace('C', 'S');
    const scope = { version, campaignId, productId: 'OLIVES', validFrom: '2026-09-01' };
    const prices = { ...scope, advancePpm: PRICE.advancePpm, grades };
    log.add('payments.schedule', version, event('PriceSchedulePublished', prices));
  }
  const capsPpm = { legal: 1_000_000, insurance: 1_000_000, input_credit: 300_000, voluntary: 100_000 };
  const caps = { version: 'D1', validFrom: '2026-09-01', capsPpm, floorPpm: 500_000 };
  log.add('payments.schedule', 'D1', event('DeductionSchedulePublished', caps));
}

export function grantCredit(log: LogBuilder, producerCode: string, amountCentimes: number): void {
  const postings = posts({
    [`input-credit:${producerCode}`]: -amountCentimes,
    'supplier:SUP1': amountCentimes,
  });
  const credit = {
    producerCode,
    creditId: 'IC1',
    amountCentimes,
    purpose: 'seed',
    grantedOn: '2026-09-10',
    postings,
  };
  log.add('payments.account', producerCode, event('InputCreditGranted', credit));
}

export function declarePremium(
  log: LogBuilder,
  producerCode: string,
  premiumId: string,
  amountCentimes: number,
) {
  const premium = { producerCode, premiumId, period: '2026', amountCentimes, dueOn: '2026-09-01' };
  log.add('payments.account', producerCode, event('PremiumDeclared', premium));
}

/** One deduction, from what was asked, its cap and what was taken. */
export const took = (
  kind: 'insurance' | 'input_credit',
  reference: string,
  [askedCentimes, capCentimes, takenCentimes]: readonly [number, number, number],
  limitedBy: DeductionTaken['limitedBy'] = 'nothing',
): DeductionTaken => ({
  kind,
  reference,
  askedCentimes,
  capCentimes,
  takenCentimes,
  carriedCentimes: askedCentimes - takenCentimes,
  limitedBy,
});

/** A settlement posted on the day of all lines of the season. */
export function settled(grossCentimes: number, ...deductions: DeductionTaken[]): Settlement {
  const taken = deductions.reduce((sum, one) => sum + one.takenCentimes, 0);
  const floorCentimes = grossCentimes - Math.floor(grossCentimes / 2);
  return {
    scheduleVersion: 'D1',
    grossCentimes,
    floorCentimes,
    deductions,
    netCentimes: grossCentimes - taken,
    claimsDueOn: ON,
  };
}

/** What a settlement moves to the accounts of those who asked, and what it says apart. */
const takenTo = (producerCode: string, { deductions }: Settlement): Record<string, number> => {
  const amounts: Record<string, number> = {};
  for (const { kind, takenCentimes } of deductions) {
    const account = kind === 'insurance' ? 'insurance' : `input-credit:${producerCode}`;
    amounts[account] = (amounts[account] ?? 0) + takenCentimes;
  }
  return amounts;
};
const statements = (producerCode: string, lineId: string, { deductions }: Settlement) =>
  deductions.map(({ kind, reference, takenCentimes, carriedCentimes: leftCentimes }) => {
    const said = { producerCode, takenCentimes, leftCentimes, lineId };
    return kind === 'insurance'
      ? event('PremiumWithheld', { ...said, premiumId: reference })
      : event('InputCreditRecovered', { ...said, reference });
  });

/** What OCE buys at, published after the delivery that waits for it. */
export function buy(log: LogBuilder, one: Weighing, ...deductions: DeductionTaken[]): void {
  const { id: deliveryId, member: producerCode, campaign: campaignId, grade } = one;
  const version = 'B26';
  const scope = { version, productId: 'OLIVES', validFrom: '2026-09-01' };
  const grades = [{ grade, pricePerKgCentimes: 500 }];
  log.add('payments.schedule', version, event('PurchasePricesPublished', { ...scope, grades }));
  const settlement = settled((payableOf(one) * 500) / 1_000, ...deductions);
  const lineId = `PUR-${deliveryId}`;
  const posted = {
    lineId,
    producerCode,
    deliveryId,
    campaignId,
    productId: 'OLIVES',
    grade,
    payableGrams: payableOf(one),
    priceScheduleVersion: version,
    pricePerKgCentimes: 500,
    settlement,
    postedOn: ON,
    postings: posts({
      result: -settlement.grossCentimes,
      [`member:${producerCode}`]: settlement.netCentimes,
      ...takenTo(producerCode, settlement),
    }),
  };
  const said = statements(producerCode, lineId, settlement);
  log.add('payments.account', producerCode, event('PurchasePosted', posted), ...said);
}

export const advanceOf = (one: Weighing): number => (payableOf(one) * 360) / 1_000;

export function advance(log: LogBuilder, one: Weighing, ...deductions: DeductionTaken[]): string {
  const { id: deliveryId, member: producerCode, campaign: campaignId, grade } = one;
  const lineId = `ADV-${deliveryId}`;
  const settlement = settled(advanceOf(one), ...deductions);
  const posted = {
    lineId,
    producerCode,
    deliveryId,
    campaignId,
    productId: 'OLIVES',
    grade,
    payableGrams: payableOf(one),
    priceScheduleVersion: campaignId.replace('C', 'S'),
    ...PRICE,
    settlement,
    postedOn: ON,
    coefficientPpm: COEFFICIENTS[grade] ?? 0,
    postings: posts({
      [`advances:${campaignId}`]: -settlement.grossCentimes,
      [`member:${producerCode}`]: settlement.netCentimes,
      ...takenTo(producerCode, settlement),
    }),
  };
  const said = statements(producerCode, lineId, settlement);
  log.add('payments.account', producerCode, event('AdvancePosted', posted), ...said);
  return lineId;
}

type Correction = DataOf<'CorrectionPosted'>;
type Change = Partial<Correction> &
  Pick<Correction, 'lineId' | 'producerCode' | 'citesLineId' | 'amountCentimes'>;

/** A correction with its defaults: of a reversal before the closing of C27, nothing given back. */
export function correct(log: LogBuilder, change: Change, ...more: ReturnType<typeof event>[]): void {
  const { producerCode, amountCentimes, settlement = null, reopened = [] } = change;
  const claimCentimes = change.claimCentimes ?? Math.max(0, -amountCentimes);
  const netCentimes = change.netCentimes ?? settlement?.netCentimes ?? 0;
  const campaignId = change.campaignId ?? 'C27';
  const counter = change.poolId ? `pool:${change.poolId}` : `advances:${campaignId}`;
  const amounts: Record<string, number> = {
    [counter]: -amountCentimes,
    [`member:${producerCode}`]: netCentimes,
    ...(settlement ? takenTo(producerCode, settlement) : {}),
  };
  const credit = `input-credit:${producerCode}`;
  amounts[credit] = (amounts[credit] ?? 0) - claimCentimes;
  for (const { kind, amountCentimes: back } of reopened) {
    const account = kind === 'insurance' ? 'insurance' : credit;
    amounts[account] = (amounts[account] ?? 0) - back;
  }
  const data = {
    campaignId,
    poolId: null,
    deliveryId: null,
    grade: null,
    basis: 'reversal' as const,
    counts: null,
    pointsDelta: '0',
    reason: 'tare',
    postedOn: ON,
    settlement,
    reopened,
    ...change,
    claimCentimes,
    netCentimes,
    postings: posts(amounts),
  };
  const said = settlement ? statements(producerCode, change.lineId, settlement) : [];
  log.add('payments.account', producerCode, event('CorrectionPosted', data), ...said, ...more);
}
