import { command, given, projected } from '@oce/testing';
import { scheduleAggregate, type PublishPurchasePrices } from './domain/schedule';
import { SchedulesInForce, type PublishedSchedule } from './domain/schedules-in-force';
import { schedulesProjection } from './reads/schedules';

const prices = (
  data: Partial<PublishPurchasePrices['data']> = {},
  purchases: PublishPurchasePrices['facts']['purchases'] = [],
): PublishPurchasePrices => ({
  ...command('PublishPurchasePrices', {
    version: 'PP-1',
    productId: 'OLIVE',
    validFrom: '2026-09-01',
    grades: [{ grade: 'extra', pricePerKgCentimes: 550 }],
    ...data,
  }),
  facts: { purchases },
});
const past = () => scheduleAggregate.decide(prices(), scheduleAggregate.initial);
const documents = (...commands: PublishPurchasePrices[]): PublishedSchedule[] =>
  Object.values(
    projected(
      schedulesProjection,
      commands.flatMap((one) => scheduleAggregate.decide(one, scheduleAggregate.initial)),
    ),
  );

describe('prices of what OCE buys', () => {
  it('are published once, with one body for ever', () => {
    given(scheduleAggregate, [])
      .when(prices())
      .then({ type: 'PurchasePricesPublished', v: 1, data: { ...prices().data, limit: 200_000 } });
    given(scheduleAggregate, past()).when(prices()).thenNothing();
    given(scheduleAggregate, past())
      .when(prices({ validFrom: '2026-09-02' }))
      .thenRefused('version_frozen');
  });

  it.each([
    ['grades_missing', { grades: [] }],
    [
      'grade_repeated',
      {
        grades: [
          { grade: 'extra', pricePerKgCentimes: 1 },
          { grade: 'extra', pricePerKgCentimes: 2 },
        ],
      },
    ],
    ['malformed_date', { validFrom: '1/9/2026' }],
    ['amount_not_whole', { grades: [{ grade: 'extra', pricePerKgCentimes: 1.5 }] }],
  ])('refuses %s', (slug, change) => {
    given(scheduleAggregate, []).when(prices(change)).thenRefused(slug);
  });

  it('above the limit wait for a second person', () => {
    const dear = prices({ grades: [{ grade: 'extra', pricePerKgCentimes: 200_001 }] });
    const [asked, ...others] = scheduleAggregate.decide(dear, scheduleAggregate.initial);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ type: 'SecondPersonAsked', data: { proposalId: 'price-PP-1' } });
  });

  const days = [{ campaignId: 'OLIVE-2026', productId: 'OLIVE', firstAt: { '2026-10-01': 5 } }];
  const at = (publishedAt: number, version: string, change: object = {}) =>
    ({ kind: 'purchase', ...prices({ version, ...change }).data, publishedAt }) as PublishedSchedule;

  it('hold for the day of the weighing, frozen with its first delivery', () => {
    const inForce = new SchedulesInForce(
      [at(1, 'PP-1'), at(9, 'PP-2', { validFrom: '2026-10-01' })],
      Number.MAX_SAFE_INTEGER,
      days,
    );
    expect(inForce.purchasePrice('OLIVE', 'extra', '2026-10-01')?.version).toBe('PP-1');
    expect(inForce.purchasePrice('OLIVE', 'extra', '2026-10-02')?.version).toBe('PP-2');
    expect(inForce.purchasePrice('OLIVE', 'extra', '2026-08-31')).toBeNull();
    expect(inForce.purchasePrice('OLIVE', 'vierge', '2026-10-01')).toBeNull();
    expect(inForce.purchasePrice('HONEY', 'extra', '2026-10-01')).toBeNull();
  });

  it('that come late are for what had none, and are not backdated over what has', () => {
    const late = new SchedulesInForce([at(9, 'PP-1')], Number.MAX_SAFE_INTEGER, days);
    expect(late.purchasePrice('OLIVE', 'extra', '2026-10-01')?.version).toBe('PP-1');
    const known = new SchedulesInForce([at(1, 'PP-1')], Number.MAX_SAFE_INTEGER, days);
    const frozen = known.frozenPurchases('OLIVE', '2026-09-15');
    expect(frozen.map(({ day }) => day)).toEqual(['2026-10-01']);
    const dearer = [{ grade: 'extra', pricePerKgCentimes: 551 }];
    given(scheduleAggregate, [])
      .when(prices({ version: 'PP-2', validFrom: '2026-09-15', grades: dearer }, frozen))
      .thenRefused('schedule_backdated');
    const wider = [...prices().data.grades, { grade: 'vierge', pricePerKgCentimes: 500 }];
    const [published] = scheduleAggregate.decide(
      prices({ version: 'PP-2', validFrom: '2026-09-15', grades: wider }, frozen),
      scheduleAggregate.initial,
    );
    expect(published?.type).toBe('PurchasePricesPublished');
  });

  it('are listed among the schedules', () => {
    expect(documents(prices())).toMatchObject([{ kind: 'purchase', version: 'PP-1', productId: 'OLIVE' }]);
  });
});
