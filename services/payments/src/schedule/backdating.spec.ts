import { collection, type DeliveryWeighedIn } from '@oce/contracts';
import { command, given, projected } from '@oce/testing';
import { scheduleAggregate, type ScheduleCommand } from './domain/schedule';
import { SchedulesInForce, type PublishedSchedule } from './domain/schedules-in-force';
import { weighingDaysProjection } from './reads/weighing-days';

const OLIVES = { campaignId: 'OLIVE-2026', productId: 'OLIVE' };
const grade = (name: string, pricePerKgCentimes: number) => ({
  grade: name,
  pricePerKgCentimes,
  pointsPpm: 1_000_000,
});
const prices = (
  version: string,
  validFrom: string,
  publishedAt: number,
  ...grades: ReturnType<typeof grade>[]
) => ({ kind: 'price', version, ...OLIVES, validFrom, advancePpm: 600_000, grades, publishedAt }) as const;
const CAPS = { legal: 100_000, insurance: 50_000, input_credit: 300_000, voluntary: 100_000 };
const caps = (version: string, validFrom: string, publishedAt: number, floorPpm = 500_000) =>
  ({ kind: 'deduction', version, validFrom, capsPpm: CAPS, floorPpm, publishedAt }) as const;

const weighed = (deliveryId: string, weighedAt: string, campaignId = OLIVES.campaignId): DeliveryWeighedIn =>
  collection.delivery.DeliveryWeighedIn({
    deliveryId,
    stationId: 'ST-1',
    terminalId: 'TM-1',
    scaleId: 'SC-1',
    ticketNumber: deliveryId,
    producerCode: 'P-1',
    campaignId,
    productId: 'OLIVE',
    grossGrams: 2,
    tareGrams: 1,
    netGrams: 1,
    weighedAt,
  });
/** The days of deliveries, which come at these positions of the log. */
const daysOf = (...deliveries: [position: number, weighedAt: string, campaignId?: string][]) => {
  const events = deliveries.map(([at, weighedAt, campaignId]) => weighed(`D-${at}`, weighedAt, campaignId));
  const positions = (_event: unknown, at: number) => ({ position: deliveries[at]?.[0] ?? 0 });
  return Object.values(projected(weighingDaysProjection, events, positions));
};
const inForce = (documents: PublishedSchedule[], days: ReturnType<typeof daysOf>) =>
  new SchedulesInForce(documents, Number.MAX_SAFE_INTEGER, days);
const FIRST = prices('PRICE-1', '2026-09-01', 1, grade('extra', 600), grade('virgin', 500));
const days = daysOf(
  [10, '2026-10-01T08:00:00.000Z'],
  [12, '2026-10-05T22:30:00.000Z'],
  [14, '2026-10-01T09:00:00.000Z'],
);

describe('the days of weighing', () => {
  it('have each the position of their first delivery, in business dates of Morocco', () => {
    expect(
      daysOf(
        [10, '2026-10-01T22:59:00.000Z'],
        [12, '2026-10-01T23:00:00.000Z'],
        [14, '2026-10-02T08:00:00.000Z'],
      ),
    ).toEqual([{ ...OLIVES, firstAt: { '2026-10-01': 10, '2026-10-02': 12 } }]);
  });
});

describe('terms of a day', () => {
  const priceOn = (day: string, name: string, ...documents: PublishedSchedule[]) =>
    inForce(documents, days).price('OLIVE-2026', 'OLIVE', name, day)?.version;

  it('are frozen with its first delivery: a version that comes a moment later changes nothing of it', () => {
    const raced = prices('PRICE-2', '2026-10-01', 11, grade('extra', 700));
    expect(priceOn('2026-10-01', 'extra', FIRST, raced)).toBe('PRICE-1');
    // That day had no delivery yet.
    expect(priceOn('2026-10-05', 'extra', FIRST, raced)).toBe('PRICE-2');
    expect(priceOn('2026-10-06', 'extra', FIRST, raced)).toBe('PRICE-2');
  });

  it('are those of the day for a ticket that comes later as well', () => {
    const before = prices('PRICE-2', '2026-10-01', 9, grade('extra', 700));
    expect(priceOn('2026-10-01', 'extra', FIRST, before)).toBe('PRICE-2');
  });

  it('come from the first version that has any, where there were none', () => {
    const late = prices('PRICE-2', '2026-09-01', 20, grade('extra', 700));
    const later = prices('PRICE-3', '2026-10-01', 21, grade('extra', 800));
    expect(priceOn('2026-10-01', 'extra', later, late)).toBe('PRICE-2');
    const missing = prices('PRICE-4', '2026-09-01', 22, grade('lampante', 100));
    expect(priceOn('2026-10-01', 'lampante', FIRST, missing)).toBe('PRICE-4');
  });

  it('hold for deductions over all campaigns', () => {
    const [d1, d2] = [caps('D-1', '2026-09-01', 1), caps('D-2', '2026-10-01', 11, 600_000)];
    const figs = daysOf([10, '2026-10-01T08:00:00.000Z', 'FIG-2026'], [13, '2026-10-01T08:00:00.000Z']);
    const of = (day: string, ...documents: PublishedSchedule[]) =>
      inForce(documents, figs).deductionsOfWeighing(day)?.version;
    expect(of('2026-10-01', d1, d2)).toBe('D-1');
    expect(of('2026-10-02', d1, d2)).toBe('D-2');
    expect(of('2026-10-01', d2)).toBe('D-2');
    expect(of('2026-09-30', d2)).toBeUndefined();
  });
});

describe('a schedule', () => {
  const publish = (validFrom: string, ...grades: ReturnType<typeof grade>[]): ScheduleCommand => {
    const data = { version: 'PRICE-2', ...OLIVES, validFrom, advancePpm: 600_000, grades };
    const frozen = inForce([FIRST], days).frozenPrices('OLIVE-2026', 'OLIVE', validFrom);
    return { ...command('PublishPriceSchedule', data), facts: { prices: frozen } };
  };
  const decide = (one: ScheduleCommand) => given(scheduleAggregate, []).when(one);
  const dearer = [grade('extra', 700), grade('virgin', 500)];

  it('is not backdated over deliveries: on or before their day it is refused, from the day after it is taken', () => {
    decide(publish('2026-09-30', ...dearer)).thenRefused('schedule_backdated');
    decide(publish('2026-10-05', ...dearer)).thenRefused('schedule_backdated');
    expect(decide(publish('2026-10-06', ...dearer)).events()).toHaveLength(1);
    expect(() =>
      scheduleAggregate.decide(publish('2026-09-30', ...dearer), scheduleAggregate.initial),
    ).toThrow(
      'Deliveries were weighed on 2026-10-01 to 2026-10-05 under PRICE-1, which stands for them. Publish this from 2026-10-06 on.',
    );
  });

  it('may name a grade that was forgotten, and leaves the others as they are', () => {
    const [extra, virgin] = FIRST.grades;
    expect(decide(publish('2026-10-01', extra!, virgin!, grade('lampante', 100))).events()).toHaveLength(1);
    decide(publish('2026-10-01', extra!)).thenRefused('schedule_backdated');
  });

  it('may come late where there was none, or where a later one counts for the days of deliveries', () => {
    const facts = { prices: inForce([], days).frozenPrices('OLIVE-2026', 'OLIVE', '2026-09-01') };
    expect(facts.prices).toEqual([]);
    expect(decide(publish('2026-08-01', ...dearer)).events()).toHaveLength(1);
  });

  it('of another campaign is not concerned', () => {
    const elsewhere = daysOf([10, '2026-10-01T08:00:00.000Z', 'OLIVE-2027']);
    expect(inForce([FIRST], elsewhere).frozenPrices('OLIVE-2026', 'OLIVE', '2026-09-01')).toEqual([]);
  });

  it('of deductions is not backdated either, unless it says the same', () => {
    const other = (floorPpm: number): ScheduleCommand => ({
      ...command('PublishDeductionSchedule', {
        version: 'D-2',
        validFrom: '2026-10-05',
        capsPpm: CAPS,
        floorPpm,
      }),
      facts: { deductions: inForce([caps('D-1', '2026-09-01', 1)], days).frozenDeductions('2026-10-05') },
    });
    decide(other(600_000)).thenRefused('schedule_backdated');
    expect(decide(other(500_000)).events()).toHaveLength(1);
  });

  it('that is published stands: the same again is nothing new, whatever was weighed since', () => {
    const past = scheduleAggregate.decide(publish('2026-10-06', ...dearer), scheduleAggregate.initial);
    given(scheduleAggregate, past)
      .when(publish('2026-10-06', ...dearer))
      .thenNothing();
  });
});
