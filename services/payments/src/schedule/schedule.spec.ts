import { command, given, projected } from '@oce/testing';
import {
  scheduleAggregate,
  type PublishDeductionSchedule,
  type PublishPriceSchedule,
  type ScheduleCommand,
} from './domain/schedule';
import { SchedulesInForce, type PublishedSchedule } from './domain/schedules-in-force';
import { schedulesProjection } from './reads/schedules';

const prices = (
  data: Partial<PublishPriceSchedule['data']> = {},
  frozen: PublishPriceSchedule['facts']['prices'] = [],
): PublishPriceSchedule => ({
  ...command('PublishPriceSchedule', {
    version: 'PRICE-1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    validFrom: '2026-09-01',
    advancePpm: 600_000,
    grades: [{ grade: 'extra', pricePerKgCentimes: 800, pointsPpm: 1_050_000 }],
    ...data,
  }),
  facts: { prices: frozen },
});
const caps = (
  data: Partial<PublishDeductionSchedule['data']> = {},
  frozen: PublishDeductionSchedule['facts']['deductions'] = [],
): PublishDeductionSchedule => ({
  ...command('PublishDeductionSchedule', {
    version: 'DEDUCTION-1',
    validFrom: '2026-09-01',
    floorPpm: 500_000,
    capsPpm: { legal: 100_000, insurance: 200_000, input_credit: 300_000, voluntary: 100_000 },
    ...data,
  }),
  facts: { deductions: frozen },
});
const published = (...commands: ScheduleCommand[]): PublishedSchedule[] =>
  Object.values(
    projected(
      schedulesProjection,
      commands.flatMap((one) => scheduleAggregate.decide(one, scheduleAggregate.initial)),
    ),
  );

describe('a version of a schedule', () => {
  it('is published with what it says', () => {
    given(scheduleAggregate, [])
      .when(prices())
      .then({ type: 'PriceSchedulePublished', v: 1, data: { ...prices().data, limit: 200_000 } });
    given(scheduleAggregate, [])
      .when(caps())
      .then({ type: 'DeductionSchedulePublished', v: 1, data: caps().data });
  });

  it('is frozen: the same body again is nothing new, another one is refused', () => {
    const past = scheduleAggregate.decide(prices(), scheduleAggregate.initial);
    given(scheduleAggregate, past).when(prices()).thenNothing();
    given(scheduleAggregate, past)
      .when(prices({ advancePpm: 650_000 }))
      .thenRefused('version_frozen');
    given(scheduleAggregate, past)
      .when(caps({ version: 'PRICE-1' }))
      .thenRefused('version_frozen');
  });

  it.each([
    ['malformed_date', prices({ validFrom: '2026-02-30' })],
    ['share_out_of_range', prices({ advancePpm: 1_000_001 })],
    ['grades_missing', prices({ grades: [] })],
    ['grade_repeated', prices({ grades: [...prices().data.grades, ...prices().data.grades] })],
    ['amount_negative', prices({ grades: [{ grade: 'x', pricePerKgCentimes: -1, pointsPpm: 1 }] })],
    ['share_out_of_range', caps({ floorPpm: -1 })],
    ['share_out_of_range', caps({ capsPpm: { ...caps().data.capsPpm, legal: 1.5 } })],
  ] as [string, ScheduleCommand][])('is refused: %s', (slug, one) => {
    given(scheduleAggregate, []).when(one).thenRefused(slug);
  });
});

describe('the schedule in force', () => {
  const documents = published(
    prices(),
    caps(),
    prices({ version: 'PRICE-2', validFrom: '2026-10-12', advancePpm: 500_000 }),
    caps({ version: 'DEDUCTION-2', validFrom: '2026-10-12', floorPpm: 600_000 }),
  );
  const priced = (date: string, inForce = new SchedulesInForce(documents)) =>
    inForce.price('OLIVE-2026', 'OLIVE', 'extra', date)?.version;

  it('is the latest on or before the day of the weighing', () => {
    expect(priced('2026-10-11')).toBe('PRICE-1');
    expect(priced('2026-10-12')).toBe('PRICE-2');
    const inForce = new SchedulesInForce(documents);
    expect(inForce.deductions('2026-10-11')?.version).toBe('DEDUCTION-1');
    expect(inForce.deductions('2026-10-12')).toMatchObject({ version: 'DEDUCTION-2', floorPpm: 600_000 });
  });

  it('is none before the first, for another campaign, product or grade', () => {
    const inForce = new SchedulesInForce(documents);
    expect(priced('2026-08-31')).toBeUndefined();
    expect(inForce.deductions('2026-08-31')).toBeNull();
    expect(inForce.price('OLIVE-2027', 'OLIVE', 'extra', '2026-10-12')).toBeNull();
    expect(inForce.price('OLIVE-2026', 'MIEL', 'extra', '2026-10-12')).toBeNull();
    expect(inForce.price('OLIVE-2026', 'OLIVE', 'vierge', '2026-10-12')).toBeNull();
  });

  it('at a position of the log knows only what was published before it', () => {
    expect(priced('2026-10-12', new SchedulesInForce(documents, 3))).toBe('PRICE-1');
    expect(priced('2026-10-12', new SchedulesInForce(documents, 1))).toBeUndefined();
  });

  it('of two versions for one day is the one published later', () => {
    const twice = published(prices(), prices({ version: 'PRICE-1B' }));
    expect(priced('2026-10-12', new SchedulesInForce(twice))).toBe('PRICE-1B');
  });
});
