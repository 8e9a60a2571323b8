import { collection, ledgerFault, type DeliveryGraded, type DeliveryReversed } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { policyCommandId } from '@oce/policies';
import { command, given, projected, reactionsTo } from '@oce/testing';
import { after, balances, deductions, granted, P, stateAfter } from '../../test/accounts';
import { scheduleEvents } from '../schedule/domain/schedule.events';
import type { PublishedSchedule } from '../schedule/domain/schedules-in-force';
import { accountAggregate } from './domain/account';
import type { AccountCommand, PostPurchase } from './domain/account.commands';
import { holdsOf } from './domain/erasure';
import {
  whenDeliveryGradedThenPostAdvance,
  type AdvanceView,
} from './reactions/when-delivery-graded-then-post-advance';
import { purchasesProjection, type PurchaseDocument } from './reads/purchases';

const WHOLE = { pricePerKgCentimes: 550, advancePpm: 1_000_000, coefficientPpm: 0 };
const bought = (data: Partial<PostPurchase['data']> = {}): PostPurchase =>
  command('PostPurchase', {
    producerCode: P,
    deliveryId: 'D1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    payableGrams: 1_467_000,
    replaces: null,
    price: { version: 'PP-1', pricePerKgCentimes: 550 },
    deductions,
    ...data,
  });
const takenBack = (replacement: object | null = null): AccountCommand =>
  command('PostCorrection', {
    producerCode: P,
    deliveryId: 'D1',
    reason: 'wrong tare',
    deductions,
    published: [deductions],
    replacement,
  } as never);

describe('a purchased delivery on the account', () => {
  it('is paid for whole, out of the result of OCE: 1,467 kg at 5.50 are 8,068.50', () => {
    expect(balances(after(bought()))).toEqual({ result: -806_850, [`member:${P}`]: 806_850 });
    const [posted] = after(bought());
    expect(posted).toMatchObject({
      type: 'PurchasePosted',
      data: { lineId: 'PUR-D1', priceScheduleVersion: 'PP-1', pricePerKgCentimes: 550 },
    });
    expect(ledgerFault(after(bought()))).toBeUndefined();
  });

  it('meets what the member owes, under the caps', () => {
    // 5 % insurance of 403.42, of which 150.00 are asked; 30 % of input credit.
    const settled = balances(after(...granted, bought()));
    expect(settled).toEqual({
      result: -806_850,
      insurance: 15_000,
      [`member:${P}`]: 806_850 - 15_000 - 240_000,
      'costs:inputs': 240_000,
    });
  });

  it('is settled once, and for the same goods only', () => {
    given(accountAggregate, after(bought())).when(bought()).thenNothing();
    given(accountAggregate, after(bought()))
      .when(bought({ price: { version: 'PP-2', pricePerKgCentimes: 600 } }))
      .thenNothing();
    given(accountAggregate, after(bought()))
      .when(bought({ payableGrams: 1 }))
      .thenRefused('advance_differs');
  });

  it('waits for a price, and for the terms of deductions', () => {
    given(accountAggregate, [])
      .when(bought({ price: null }))
      .thenRefused('no_purchase_price');
    given(accountAggregate, [])
      .when(bought({ deductions: null }))
      .thenRefused('no_deduction_schedule');
  });

  it('is taken back whole with its delivery, and by OCE’s result alone', () => {
    const past = after(...granted, bought(), takenBack());
    expect(balances(past)).toEqual({ [`input-credit:${P}`]: -240_000, 'costs:inputs': 240_000 });
    expect(past.find(({ type }) => type === 'CorrectionPosted')?.data).toMatchObject({
      settledAs: 'purchased',
      amountCentimes: -806_850,
    });
    given(accountAggregate, past).when(takenBack()).thenNothing();
    given(accountAggregate, past).when(bought()).thenNothing();
  });

  it('that was reversed before it had a price is never settled', () => {
    given(accountAggregate, after(takenBack())).when(bought()).thenNothing();
  });

  it('stands for another one at its price, or where it was graded anew at that of its own grade', () => {
    const lighter = after(bought(), takenBack({ deliveryId: 'D2', payableGrams: 1_367_000 }));
    expect(balances(lighter)).toEqual({ result: -751_850, [`member:${P}`]: 751_850 });
    const regraded = { grade: 'vierge', price: { version: 'PP-1', ...WHOLE, pricePerKgCentimes: 500 } };
    const anew = after(bought(), takenBack({ deliveryId: 'D2', payableGrams: 1_467_000, regraded }));
    expect(balances(anew)).toEqual({ result: -733_500, [`member:${P}`]: 733_500 });
    given(accountAggregate, anew)
      .when(bought({ deliveryId: 'D2', grade: 'vierge', replaces: 'D1' }))
      .thenNothing();
  });

  it('is no share that somebody’s erasure waits for', () => {
    expect(holdsOf(stateAfter(bought()), []).map(({ kind }) => kind)).toEqual(['balance']);
  });
});

const graded = (deliveryId = 'D-1', change: Partial<DeliveryGraded['data']> = {}) =>
  collection.delivery.DeliveryGraded({
    deliveryId,
    stationId: 'ST-1',
    producerCode: P,
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    settledAs: 'purchased',
    sample: { sampleId: 'S', impuritiesPpm: 0, moisturePpm: 0 },
    reductions: [],
    netGrams: 1_467_000,
    payableGrams: 1_467_000,
    weighedAt: '2026-10-01T08:00:00.000Z',
    replaces: null,
    ...change,
  });
const prices = (publishedAt: number, change: object = {}): PublishedSchedule => ({
  kind: 'purchase',
  version: 'PP-1',
  productId: 'OLIVE',
  validFrom: '2026-09-01',
  grades: [{ grade: 'extra', pricePerKgCentimes: 550 }],
  publishedAt,
  ...change,
});
const published = scheduleEvents.PurchasePricesPublished({
  version: 'PP-1',
  productId: 'OLIVE',
  validFrom: '2026-09-01',
  grades: [{ grade: 'extra', pricePerKgCentimes: 550 }],
});
const document = (deliveryId: string, gradedAt: number, change: object = {}): PurchaseDocument => ({
  deliveryId,
  producerCode: P,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  payableGrams: 1_467_000,
  weighedAt: '2026-10-01T08:00:00.000Z',
  replaces: null,
  commitId: `commit-${gradedAt}`,
  gradedAt,
  ...change,
});
const react = (event: Event, seen: Partial<AdvanceView>, position = 10) =>
  reactionsTo(
    whenDeliveryGradedThenPostAdvance,
    event,
    { schedules: [], days: [], woundUp: [], gradedMeanwhile: new Map(), purchases: [], ...seen },
    { position, id: 'D-1' },
  );
const matterOf = (commit: string) => policyCommandId('post-advance-on-grading', commit, 0);

describe('what follows a purchased delivery', () => {
  it('is its settlement at the price of the day, and never an advance', () => {
    const [reaction, ...others] = react(graded(), { schedules: [prices(1)] });
    expect(others).toEqual([]);
    expect(reaction).toMatchObject({
      type: 'PostPurchase',
      id: P,
      data: { deliveryId: 'D-1', price: { version: 'PP-1', pricePerKgCentimes: 550 } },
    });
  });

  it('is a matter for a clerk where there is no price of its product, grade and day', () => {
    const none = [
      [],
      [prices(1, { productId: 'HONEY' })],
      [prices(1, { validFrom: '2026-10-02' })],
      [prices(1, { grades: [{ grade: 'vierge', pricePerKgCentimes: 1 }] })],
      [prices(10)],
    ];
    for (const schedules of none) {
      const [matter, ...others] = react(graded(), { schedules });
      expect(others).toEqual([]);
      expect(matter).toMatchObject({
        type: 'RaiseAttention',
        id: matterOf('commit-10'),
        data: { reason: 'no_purchase_price', reaction: { type: 'PostPurchase' } },
      });
    }
  });

  it('is settled by the price that is published later, and the matter is done', () => {
    const purchases = [
      document('D-2', 7),
      document('D-1', 5),
      document('D-3', 11),
      document('D-4', 6, { grade: 'vierge' }),
    ];
    const found = react(published, { schedules: [prices(10)], purchases });
    expect(found.map(({ type, id }) => [type, id])).toEqual([
      ['PostPurchase', P],
      ['ResolveAttention', matterOf('commit-5')],
      ['PostPurchase', P],
      ['ResolveAttention', matterOf('commit-7')],
    ]);
    expect(found[0]?.data).toMatchObject({ deliveryId: 'D-1', price: { version: 'PP-1' } });
  });

  it('has its price for good: a later version settles nothing that had one', () => {
    const schedules = [prices(3), prices(10, { version: 'PP-2', validFrom: '2026-09-15' })];
    expect(react(published, { schedules, purchases: [document('D-1', 5)] })).toEqual([]);
  });

  it('of one that is reversed and graded anew has the purchase price of its own grade', () => {
    const reversed: DeliveryReversed['data'] = {
      deliveryId: 'D-1',
      stationId: 'ST-1',
      producerCode: P,
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      settledAs: 'purchased',
      grade: 'vierge',
      netGrams: 1,
      payableGrams: 1,
      reason: 'sample',
      replacement: {
        deliveryId: 'D-2',
        ticketNumber: 'T',
        grossGrams: 1,
        tareGrams: 0,
        netGrams: 1,
        reductions: [],
        payableGrams: 1,
        regraded: {
          grade: 'extra',
          sample: { sampleId: 'S', impuritiesPpm: 0, moisturePpm: 0 },
          weighedAt: '2026-10-01T08:00:00.000Z',
          lotId: null,
        },
      },
    };
    const [reaction] = react(collection.delivery.DeliveryReversed(reversed), { schedules: [prices(1)] });
    expect(reaction?.data).toMatchObject({
      replacement: { regraded: { grade: 'extra', price: { version: 'PP-1', ...WHOLE } } },
    });
  });
});

describe('the deliveries that OCE has bought', () => {
  it('are those that were said to be', () => {
    const others = graded('D-2', { settledAs: 'pooled' });
    expect(Object.keys(projected(purchasesProjection, [graded(), others]))).toEqual(['D-1']);
  });
});
