import fc from 'fast-check';
import {
  addDays,
  businessDate,
  convertToMadCentimes,
  daysBetween,
  exchangeRate,
  formatPoints,
  ONE_POINT,
  parseBusinessDate,
  pointsOf,
  rateInForce,
  startOfBusinessDate,
  valuePerPointMicroMad,
} from './index';

const refusal = (slug: string) => expect.objectContaining({ name: 'QuantityError', slug });

describe('dated exchange rates', () => {
  const april = exchangeRate('EUR', '2026-04-03', '10,82');
  const may = exchangeRate('EUR', '2026-05-20', '10.75');

  it('turns the two receipts of the worked export into 501,975.00 MAD', () => {
    const first = convertToMadCentimes(3_000_000, april);
    const second = convertToMadCentimes(1_650_000, may);
    expect([first, second, first + second]).toEqual([32_460_000, 17_737_500, 50_197_500]);
  });

  it('takes the rate of the day, or the latest before it', () => {
    const rates = [may, exchangeRate('USD', '2026-05-21', '9.9'), april];
    expect(rateInForce(rates, 'EUR', '2026-04-03')).toBe(april);
    expect(rateInForce(rates, 'EUR', '2026-05-19')).toBe(april);
    expect(rateInForce(rates, 'EUR', '2026-05-31')).toBe(may);
  });

  it('refuses a rate that is missing, doubtful or not a rate', () => {
    const rates = [april, exchangeRate('EUR', '2026-04-03', '10.83')];
    expect(() => rateInForce([april], 'EUR', '2026-04-02')).toThrow(refusal('no_rate_in_force'));
    expect(() => rateInForce(rates, 'EUR', '2026-04-03')).toThrow(refusal('ambiguous_rate'));
    expect(() => exchangeRate('euro', '2026-04-03', '10')).toThrow(refusal('malformed_currency'));
    expect(() => exchangeRate('EUR', '2026-02-30', '10')).toThrow(refusal('malformed_date'));
    expect(() => exchangeRate('EUR', '2026-04-03', '0')).toThrow(refusal('rate_not_positive'));
    expect(() => convertToMadCentimes(1, { ratePpm: -1 })).toThrow(refusal('rate_not_positive'));
  });
});

describe('points', () => {
  it('adds up the worked pool to 7 872,31 points at 6.480944 MAD', () => {
    const points =
      pointsOf(1_467_000, 1_050_000) + pointsOf(4_020_000, 1_000_000) + pointsOf(2_513_000, 920_000);
    expect(formatPoints(points)).toBe('7 872,31');
    expect(valuePerPointMicroMad(5_102_000, points)).toBe(6_480_944);
  });

  it('stays exact for a whole campaign', () => {
    expect(pointsOf(10_000_000_001, 1_050_001)).toBe(10_500_010_001_050_001n);
    expect(pointsOf(1_000, 1_000_000)).toBe(ONE_POINT);
  });

  it('refuses negative weights and coefficients', () => {
    expect(() => pointsOf(-1, 1)).toThrow(refusal('negative_weight_grams'));
    expect(() => pointsOf(1, -1)).toThrow(refusal('negative_coefficient'));
    expect(() => valuePerPointMicroMad(1, 0n)).toThrow(refusal('zero_denominator'));
  });
});

describe('business dates', () => {
  it.each([
    ['2026-01-15T22:59:59Z', '2026-01-15', 'an hour ahead of UTC in winter'],
    ['2026-01-15T23:00:00Z', '2026-01-16', 'an hour ahead of UTC in winter'],
    ['2026-03-01T23:30:00Z', '2026-03-01', 'level with UTC during Ramadan'],
    ['2026-07-14T23:30:00Z', '2026-07-15', 'an hour ahead of UTC in summer'],
    ['2026-07-14T20:00:00-05:00', '2026-07-15', 'whatever the offset it is written in'],
  ])('puts %s on %s: %s', (instant, date) => {
    expect(businessDate(instant)).toBe(date);
  });

  it('counts the worked repatriation terms of 150 and 180 days', () => {
    expect(addDays('2026-01-15', 150)).toBe('2026-06-14');
    expect(addDays('2026-01-15', 180)).toBe('2026-07-14');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-01-15', '2026-06-14')).toBe(150);
  });

  it('adds days and counts them back', () => {
    const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));
    fc.assert(
      fc.property(date, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it('begins a day at the instant whose date it is, and not a second sooner', () => {
    const date = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(date, (day) => {
        const start = startOfBusinessDate(day);
        const before = new Date(Date.parse(start) - 1_000).toISOString();
        expect([businessDate(before), businessDate(start)]).toEqual([addDays(day, -1), day]);
      }),
    );
  });

  it('knows an hour again as the calendar does, at each change of the clocks too', () => {
    const hour = fc.integer({ min: 0, max: 876_000 }).map((hours) => Date.UTC(2000, 0, 1, hours));
    const second = fc.integer({ min: 0, max: 3_599 });
    fc.assert(
      fc.property(hour, second, second, (start, one, other) => {
        for (const at of [one, other, one]) {
          const iso = new Date(start + at * 1_000).toISOString();
          expect(businessDate(iso)).toBe(businessDate(iso.replace('Z', '+00:00')));
        }
      }),
    );
    expect(businessDate('2026-01-15T10:59:59Z')).toBe('2026-01-15');
    expect(() => businessDate('2026-01-15T10:60:00Z')).toThrow(refusal('malformed_instant'));
  });

  it('refuses dates that do not exist and instants without an offset', () => {
    expect(() => parseBusinessDate('2026-02-29')).toThrow(refusal('malformed_date'));
    expect(() => parseBusinessDate('15/01/2026')).toThrow(refusal('malformed_date'));
    expect(() => parseBusinessDate('2026-01-15T10:00:00Z')).toThrow(refusal('malformed_date'));
    expect(() => businessDate('2026-01-15T10:00:00')).toThrow(refusal('malformed_instant'));
    expect(() => businessDate('yesterday')).toThrow(refusal('malformed_instant'));
  });
});
