import type { DeliveryGraded, DeliveryReversed } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { policyCommandId } from '@oce/policies';
import { reactionsTo } from '@oce/testing';
import { poolEvents } from '../pool/domain/pool.events';
import type { PublishedSchedule } from '../schedule/domain/schedules-in-force';
import {
  whenDeliveryGradedThenPostAdvance,
  type AdvanceView,
} from './reactions/when-delivery-graded-then-post-advance';

const of = {
  deliveryId: 'D-1',
  stationId: 'ST-1',
  producerCode: 'P1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
};
const graded: DeliveryGraded = {
  type: 'DeliveryGraded',
  v: 1,
  data: {
    ...of,
    sample: { sampleId: 'S', impuritiesPpm: 32_000, moisturePpm: 0 },
    reductions: [],
    netGrams: 1_500_000,
    payableGrams: 1_467_000,
    weighedAt: '2026-10-01T08:00:00.000Z',
    replaces: null,
  },
};
const reversed: DeliveryReversed = {
  type: 'DeliveryReversed',
  v: 2,
  data: { ...of, netGrams: 1_500_000, payableGrams: 1_467_000, reason: 'wrong tare', replacement: null },
};
const schedules: PublishedSchedule[] = [
  {
    kind: 'price',
    version: 'PS-1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    validFrom: '2026-09-01',
    advancePpm: 600_000,
    publishedAt: 1,
    grades: [{ grade: 'extra', pricePerKgCentimes: 600, pointsPpm: 1_050_000 }],
  },
];
const view: AdvanceView = { schedules, days: [], woundUp: [], gradedMeanwhile: new Map(), purchases: [] };
const react = (event: Event, seen: AdvanceView = view, position = 10) =>
  reactionsTo(whenDeliveryGradedThenPostAdvance, event, seen, { position, id: 'D-1' });
const priceOf = (reactions: ReturnType<typeof react>) =>
  (reactions[0]?.data as { price: { version: string } | null }).price;

describe('posting an advance on grading', () => {
  it('asks the account for it, under the schedules of the day of the weighing', () => {
    const [reaction, ...others] = react(graded);
    expect(others).toEqual([]);
    expect(reaction).toMatchObject({
      aggregate: 'account',
      id: 'P1',
      type: 'PostAdvance',
      data: {
        deliveryId: 'D-1',
        payableGrams: 1_467_000,
        replaces: null,
        price: { version: 'PS-1', pricePerKgCentimes: 600, advancePpm: 600_000, coefficientPpm: 1_050_000 },
        deductions: null,
      },
    });
  });

  it('looks at the business date: half past midnight in Casablanca is the next day', () => {
    const from = schedules.map((one) => ({ ...one, validFrom: '2026-10-01' }));
    const weighed = (weighedAt: string) => ({ ...graded, data: { ...graded.data, weighedAt } });
    const seen = { ...view, schedules: from };
    expect(priceOf(react(weighed('2026-09-30T23:30:00.000Z'), seen))).toMatchObject({ version: 'PS-1' });
    expect(priceOf(react(weighed('2026-09-30T22:30:00.000Z'), seen))).toBeNull();
  });

  it('has no price where none was in force, or where it was published after the grading', () => {
    const early = { ...graded, data: { ...graded.data, weighedAt: '2026-08-31T08:00:00.000Z' } };
    expect(priceOf(react(early))).toBeNull();
    expect(priceOf(react(graded, view, 1))).toBeNull();
    expect(priceOf(react(graded, view, 2))).toMatchObject({ version: 'PS-1' });
  });

  const pool = {
    poolId: 'POOL-1',
    kind: 'pooled' as const,
    campaignId: 'OLIVE-2026',
    grades: ['extra'],
  };
  const woundUpAt = (
    position: number,
    change: Partial<AdvanceView['woundUp'][number]> = {},
  ): AdvanceView => ({
    ...view,
    woundUp: [{ ...pool, woundUpAt: position, ...change }],
  });

  it('asks a clerk where the pool was wound up before the grading came', () => {
    const [matter] = react(graded, woundUpAt(9));
    expect(matter).toMatchObject({
      aggregate: 'attention',
      type: 'RaiseAttention',
      id: policyCommandId('post-advance-on-grading', 'commit-10', 0),
      data: {
        reason: 'pool_wound_up',
        position: 10,
        subject: 'evt.collection.delivery.D-1',
        reaction: { type: 'PostAdvance', id: 'P1', data: { endedPoolId: 'POOL-1' } },
      },
    });
  });

  it.each([
    ['the pool was wound up after it, however late it is met', woundUpAt(10)],
    ['the pool is of another grade', woundUpAt(9, { grades: ['virgin'] })],
    ['the pool is of another campaign', woundUpAt(9, { campaignId: 'FIG-2026' })],
    ['it is a settlement of one lot', woundUpAt(9, { kind: 'traceable' })],
  ])('does not where %s', (_, seen) => {
    expect(react(graded, seen)).toMatchObject([{ type: 'PostAdvance' }]);
  });

  it('has OCE bear what was graded while the pool was being wound up, of its own goods alone', () => {
    const { data } = graded;
    const others = [
      { ...data, deliveryId: 'D-2', grade: 'virgin' },
      { ...data, deliveryId: 'D-3', campaignId: 'FIG-2026' },
      { ...data, deliveryId: 'D-4', replaces: 'D-0' },
    ];
    const gradedMeanwhile = new Map([['POOL-1', [data, ...others]]]);
    const left = { poolId: 'POOL-1', campaignId: 'OLIVE-2026', logPosition: 8, attempt: null, members: [] };
    expect(react(poolEvents.ArrearsLeft(left), { ...woundUpAt(10), gradedMeanwhile })).toEqual([
      {
        aggregate: 'account',
        id: 'P1',
        type: 'SettleLateGoods',
        data: { producerCode: 'P1', poolId: 'POOL-1', campaignId: 'OLIVE-2026', deliveryId: 'D-1' },
      },
    ]);
  });

  it('does not for a replacement, which its reversal has counted', () => {
    const standIn = { ...graded, data: { ...graded.data, replaces: 'D-0' } };
    expect(react(standIn, woundUpAt(9))).toMatchObject([{ type: 'PostAdvance', data: { replaces: 'D-0' } }]);
  });

  it('corrects what is reversed, with what stands for it', () => {
    expect(react(reversed)).toEqual([
      {
        aggregate: 'account',
        id: 'P1',
        type: 'PostCorrection',
        data: {
          producerCode: 'P1',
          deliveryId: 'D-1',
          reason: 'wrong tare',
          replacement: null,
          deductions: null,
          published: [],
        },
      },
    ]);
    const replacement = {
      deliveryId: 'D-2',
      ticketNumber: 'T',
      grossGrams: 2,
      tareGrams: 1,
      netGrams: 1,
      reductions: [],
      payableGrams: 1,
    };
    const replaced = { ...reversed, data: { ...reversed.data, replacement } };
    expect(react(replaced)[0]?.data).toMatchObject({ replacement: { deliveryId: 'D-2', payableGrams: 1 } });
  });

  it('does nothing about what is pressed for its owner, graded, reversed or late', () => {
    const toll = { settledAs: 'toll' } as const;
    expect(react({ ...graded, data: { ...graded.data, ...toll } })).toEqual([]);
    expect(react({ ...reversed, data: { ...reversed.data, ...toll } })).toEqual([]);
    for (const settledAs of ['pooled', 'traceable'] as const)
      expect(react({ ...graded, data: { ...graded.data, settledAs } })).toHaveLength(1);
  });

  it('does nothing about a delivery that was never graded', () => {
    expect(react({ ...reversed, data: { ...reversed.data, grade: null } })).toEqual([]);
    const refused = { ...of, netGrams: 1, reason: 'mould' };
    expect(react({ type: 'DeliveryRefused', v: 1, data: refused })).toEqual([]);
  });
});
