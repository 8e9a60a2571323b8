import { checkCin, checkGtin14, checkIce, checkPhone, checkRib } from '@oce/identifiers';
import { multiplyPpm, sumExactly } from '@oce/quantities';
import { EXPIRED_SCALE } from './cooperatives';
import { makeManifest } from './manifest';
import { PRODUCTS, SEASON } from './catalogue';
import { netGrams } from './deliveries';
import { makeSeason } from './season';

const season = makeSeason(2026);
const manifest = makeManifest(season);
const { deliveries, producers, cases } = season;

const allDifferent = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);

describe('the people and companies of a season', () => {
  it('are 140 producers of five cooperatives, each with identifiers of its own that pass their checks', () => {
    expect(producers).toHaveLength(140);
    expect(season.cooperatives).toHaveLength(5);
    for (const producer of producers) {
      expect(producer.producerCode).toMatch(/^P-(?:OUEZ|MDZ|MEK|IFR|SEF)-\d{4}$/u);
      for (const check of [checkCin(producer.cin), checkPhone(producer.phone), checkRib(producer.rib)]) {
        expect(check.ok).toBe(true);
      }
      expect(producer.phone).toMatch(/^\+2126\d{8}$/u);
    }
    for (const field of ['producerCode', 'cin', 'phone', 'rib'] as const) {
      allDifferent(producers.map((producer) => producer[field]));
    }
    expect(
      producers.filter(({ arabicName }) => /^[\u0600-\u06ff ]+$/u.test(arabicName)).length,
    ).toBeGreaterThan(50);
    const ices = [...season.cooperatives, ...season.buyers].map(({ ice }) => ice);
    allDifferent(ices);
    for (const ice of ices) expect(checkIce(ice).ok).toBe(true);
    for (const { gtin } of PRODUCTS) {
      expect(checkGtin14(gtin).ok).toBe(true);
      expect(gtin).toMatch(/^0611/u);
    }
  });

  it.each([1, 2, 3, 999_999_999])('are as valid with seed %i', (seed) => {
    const other = makeSeason(seed);
    expect(other.producers.every(({ rib }) => checkRib(rib).ok)).toBe(true);
    expect(other.deliveries).not.toEqual(deliveries);
  });
});

describe('the weighings of a season', () => {
  it('are about 1,700 over 60 days, with a number of their own', () => {
    expect(deliveries.length).toBeGreaterThan(1600);
    expect(deliveries.length).toBeLessThan(1800);
    allDifferent(deliveries.map(({ ticketNumber }) => ticketNumber));
    for (const { date, ticketNumber, terminalId } of deliveries) {
      expect(date >= SEASON.from && date <= SEASON.to).toBe(true);
      expect(ticketNumber).toMatch(/^[A-Z]+\d{2}-\d{6}$/u);
      expect(terminalId).toBe(`TM-${ticketNumber.slice(0, -9)}-${ticketNumber.slice(-9, -7)}`);
    }
  });

  it('have reductions in whole grams, so that no rounding rule can change a sum', () => {
    for (const delivery of deliveries) {
      const product = PRODUCTS.find(({ productId }) => productId === delivery.productId);
      const beyond = Math.max(0, delivery.grading.impuritiesPpm - (product?.impuritiesTolerancePpm ?? 0));
      expect((netGrams(delivery) * beyond) % 1_000_000).toBe(0);
      expect(delivery.tareGrams).toBeGreaterThan(0);
      expect(netGrams(delivery)).toBeGreaterThan(0);
    }
  });

  it('meet the expired scale twice, between its two verifications', () => {
    const onScale = deliveries.filter(({ terminalId }) => terminalId === EXPIRED_SCALE.terminalId);
    const expired = onScale.filter(({ date }) => date > '2026-10-14' && date < '2026-10-17');
    expect(expired).toHaveLength(2);
    expect(onScale.filter(({ fate }) => fate === 'expired_scale')).toEqual(expired);
    expect(onScale.some(({ date }) => date > '2026-10-17')).toBe(true);
  });

  it('contain each special case, each with a producer of its own', () => {
    expect(manifest.counts).toMatchObject({
      refusedAtGrading: 12,
      duplicates: 14,
      conflictingDuplicates: 1,
      unknownProducers: 1,
      onExpiredScale: 2,
      malformed: 10,
    });
    allDifferent([
      cases.wrongTare.delivery.producerCode,
      cases.conflict.delivery.producerCode,
      cases.dispute.delivery.producerCode,
      cases.erasure.producerCode,
      ...cases.bankRejects,
      cases.bankReturns,
    ]);
    expect(cases.wrongTare.rightTareGrams).toBeLessThan(cases.wrongTare.delivery.grossGrams);
  });
});

describe('the sales of a season', () => {
  it('sell no lot beyond its payable weight, each lot once, all but one', () => {
    const fulfilled = season.orders.filter(({ expected }) => expected === 'fulfilled');
    const sold = fulfilled.flatMap(({ lines }) => lines);
    allDifferent(sold.map(({ lotId }) => lotId));
    for (const { lotId, grams } of sold) {
      const lot = season.lots.find((one) => one.lotId === lotId);
      expect(grams).toBeLessThanOrEqual(lot?.payableGrams ?? 0);
    }
    expect(season.lots.length - sold.length).toBe(1);
  });

  it('stay within the limit of every buyer, but for the one order that is refused for it', () => {
    for (const { buyerId, limitCentimes } of season.buyers) {
      const orders = season.orders.filter((order) => order.buyerId === buyerId);
      const total = sumExactly(orders.map(({ amountCentimes }) => amountCentimes));
      expect(total > limitCentimes).toBe(orders.some(({ expected }) => expected === 'refused_buyer_limit'));
    }
    expect(manifest.counts.ordersRefused).toBe(1);
  });

  it('are paid in full before the pools close', () => {
    expect(manifest.money.proceedsCentimes).toBe(manifest.money.invoicedCentimes);
    for (const { valueDate } of season.proceeds) expect(valueDate < '2026-12-21').toBe(true);
  });

  it('bring more than advances, charges and commission, so that every settlement closes positive', () => {
    const advances = new Map(
      manifest.products.flatMap(({ grades }) =>
        grades.map((one) => [one.grade, one.advancesCentimes] as const),
      ),
    );
    expect(season.settlements).toHaveLength(13);
    for (const { grade, expected, charges, commissionPpm } of season.settlements) {
      const charged = sumExactly(charges.map(({ amountCentimes }) => amountCentimes));
      const distributable =
        expected.proceedsCentimes - charged - multiplyPpm(expected.proceedsCentimes, commissionPpm);
      expect(distributable).toBeGreaterThan(advances.get(grade) ?? Number.NaN);
    }
  });
});
