import { collection, type CorrectionPosted, type DeliveryReversed } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import { accountEvents } from '../account/domain/account.events';
import { asCounted, missingOriginals } from './reads/as-counted';
import { poolMembersProjection, type PoolMemberDocument } from './reads/pool-members';

const PLACE = { campaignId: 'OLIVE-2026', productId: 'OLIVE', stationId: 'ST-1', producerCode: 'P1' };
const graded = (deliveryId: string, grams = 1_000, replaces: string | null = null) =>
  collection.delivery.DeliveryGraded({
    ...PLACE,
    deliveryId,
    grade: 'extra',
    reductions: [],
    netGrams: grams,
    payableGrams: grams,
    sample: { sampleId: 'S', impuritiesPpm: 0, moisturePpm: 0 },
    weighedAt: '2026-10-01T08:00:00.000Z',
    replaces,
  });
const advanced = (deliveryId: string, grossCentimes: number) =>
  accountEvents.AdvancePosted({
    ...PLACE,
    deliveryId,
    grade: 'extra',
    coefficientPpm: 1_050_000,
    settlement: { grossCentimes },
  } as never);
const inLot = (lotId: string, ...deliveryIds: string[]) =>
  collection.lot.LotClosed({
    ...PLACE,
    lotId,
    grade: 'extra',
    netGrams: 1,
    closedOn: '2026-10-02',
    deliveries: deliveryIds.map((deliveryId) => ({
      deliveryId,
      producerCode: 'P1',
      netGrams: 1,
      payableGrams: 1,
    })),
  });
const regraded = (deliveryId: string, grade: string) =>
  collection.delivery.DeliveryReversed({
    ...PLACE,
    deliveryId,
    grade: 'extra',
    netGrams: 1_000,
    payableGrams: 1_000,
    reason: 'another sample',
    replacement: {
      deliveryId: `${deliveryId}-B`,
      payableGrams: 990,
      regraded: { grade, lotId: 'LOT-1', weighedAt: '2026-10-01T08:00:00.000Z' },
    } as unknown as DeliveryReversed['data']['replacement'],
  });
const corrected = (deliveryId: string, more: Partial<CorrectionPosted['data']> = {}) =>
  accountEvents.CorrectionPosted({
    ...PLACE,
    deliveryId,
    grade: 'extra',
    basis: 'replacement',
    poolId: null,
    amountCentimes: -10,
    counts: {
      deliveryId: `${deliveryId}-B`,
      grade: 'extra',
      payableGrams: 900,
      coefficientPpm: 1_050_000,
      advanceCentimes: 324,
    },
    ...more,
  } as CorrectionPosted['data']);
const share = (poolId: string, ...deliveryIds: string[]) =>
  accountEvents.FinalSharePosted({
    ...PLACE,
    poolId,
    deliveries: deliveryIds.map((deliveryId) => ({ deliveryId, grade: 'extra' })),
  } as never);

const documents = (...events: Event[]) => projected(poolMembersProjection, events);
const counted = (...events: Event[]) => {
  const all = Object.values(documents(...events)) as PoolMemberDocument[];
  return Object.fromEntries(asCounted(all, []).map((one) => [one.deliveryId, one]));
};

describe('what members delivered, as pools count it', () => {
  it('is a document a delivery, as large for the thousandth of a member as for the first', () => {
    const events = Array.from({ length: 1_000 }, (_, n) => [graded(`D${n}`), advanced(`D${n}`, 360)]).flat();
    const sizes = Object.values(documents(...events)).map((one) => JSON.stringify(one).length);
    expect(sizes).toHaveLength(1_000);
    expect(Math.max(...sizes)).toBeLessThan(400);
  });

  it('is none of what is pressed for its owner, graded or graded anew', () => {
    const toll = { settledAs: 'toll' } as const;
    const [first, again] = [graded('A'), regraded('A', 'vierge')];
    const story = [
      { ...first, data: { ...first.data, ...toll } },
      { ...again, data: { ...again.data, ...toll } },
    ];
    expect(projected(poolMembersProjection, story)).toEqual({});
    expect(Object.keys(projected(poolMembersProjection, [first, again]))).toHaveLength(2);
  });

  it('has its coefficient with the advance, its lot with the closing, its pool with the share', () => {
    const found = documents(
      graded('D1'),
      advanced('D1', 360),
      inLot('LOT-1', 'D1', 'D9'),
      share('POOL-1', 'D1'),
    );
    expect(found).toMatchObject({
      D1: {
        grade: 'extra',
        weighedOn: '2026-10-01',
        coefficientPpm: 1_050_000,
        advanceCentimes: 360,
        lotId: 'LOT-1',
        settledIn: 'POOL-1',
      },
    });
    expect(Object.keys(found)).toEqual(['D1']);
    const back = accountEvents.FinalShareTakenBack({
      deliveries: [{ deliveryId: 'D1', grade: 'extra' }],
    } as never);
    expect(documents(graded('D1'), share('POOL-1', 'D1'), back)).toMatchObject({ D1: { settledIn: null } });
  });

  it('counts a replacement in the place of the original, whichever of its events comes first', () => {
    const before = [graded('D1'), advanced('D1', 360), inLot('LOT-1', 'D1')];
    const right = { payableGrams: 900, coefficientPpm: 1_050_000, advanceCentimes: 324, lotId: 'LOT-1' };
    for (const after of [
      [corrected('D1'), graded('D1-B', 900, 'D1')],
      [graded('D1-B', 900, 'D1'), corrected('D1')],
    ])
      expect(counted(...before, ...after)).toMatchObject({
        D1: { isReversed: true },
        'D1-B': { ...right, weighedOn: '2026-10-01', isReversed: false, settledIn: null },
      });
  });

  it('finds the lot of the first over all that stand between', () => {
    const chain = counted(graded('D1'), inLot('LOT-1', 'D1'), corrected('D1'), corrected('D1-B'));
    expect(chain['D1-B-B']).toMatchObject({ lotId: 'LOT-1', weighedOn: '2026-10-01', isReversed: false });
  });

  it('counts what is graded anew under its own grade, and in a closed pool under that of the original', () => {
    const counts = {
      deliveryId: 'D1-B',
      grade: 'vierge',
      payableGrams: 990,
      coefficientPpm: 1_000_000,
      advanceCentimes: 300,
    };
    const before = [graded('D1'), advanced('D1', 360), regraded('D1', 'vierge')];
    expect(documents(...before)['D1-B']).toMatchObject({
      grade: 'vierge',
      lotId: 'LOT-1',
      coefficientPpm: null,
    });
    expect(counted(...before, corrected('D1', { counts }))['D1-B']).toMatchObject({
      grade: 'vierge',
      lotId: 'LOT-1',
      coefficientPpm: 1_000_000,
      settledIn: null,
    });
    expect(counted(...before, corrected('D1', { counts, poolId: 'POOL-1' }))['D1-B']).toMatchObject({
      grade: 'extra',
      settledIn: 'POOL-1',
      weighedOn: '2026-10-01',
    });
  });

  it('is counted openly again, under its own grade, once the closing that held it is taken back', () => {
    const counts = {
      deliveryId: 'D1-B',
      grade: 'vierge',
      payableGrams: 990,
      coefficientPpm: 1_000_000,
      advanceCentimes: 350,
    };
    const before = [graded('D1'), inLot('LOT-1', 'D1'), advanced('D1', 360), regraded('D1', 'vierge')];
    const valued = corrected('D1', { counts, poolId: 'POOL-1' });
    const about = { deliveryId: 'D1', grade: 'extra', counts, deliveries: [{ deliveryId: 'D1' }] };
    const back = [
      accountEvents.CorrectionTakenBack(about as never),
      accountEvents.SupplementTakenBack(about as never),
    ];
    expect(documents(...before, valued, ...back)).toMatchObject({
      D1: { isReversed: true, settledIn: null },
      'D1-B': { grade: 'vierge', settledIn: null, replaces: null, isReversed: false },
    });
    const reserved = accountEvents.ShareReserved({ ...about, poolId: 'POOL-1' } as never);
    const fromReserve = accountEvents.ReservedShareTakenBack(about as never);
    expect(documents(graded('D1'), reserved, fromReserve)).toMatchObject({ D1: { settledIn: null } });
  });

  it('has another advance by a dispute while its pool is open, and none by one after it', () => {
    const dispute = { basis: 'dispute' as const, counts: null, amountCentimes: 40 };
    const before = [graded('D1'), advanced('D1', 360)];
    expect(documents(...before, corrected('D1', dispute))).toMatchObject({
      D1: { advanceCentimes: 400, isReversed: false },
    });
    expect(documents(...before, corrected('D1', { ...dispute, poolId: 'POOL-1' }))).toMatchObject({
      D1: { advanceCentimes: 360 },
    });
  });

  it('names the originals that are read beside: those of another grade', () => {
    const all = Object.values(documents(graded('D1'), corrected('D1'))) as PoolMemberDocument[];
    const replacement = all.filter((one) => one.deliveryId === 'D1-B');
    expect(missingOriginals(replacement)).toEqual(['D1']);
    expect(missingOriginals(all)).toEqual([]);
    const original = all.filter((one) => one.deliveryId === 'D1');
    expect(asCounted(replacement, original)).toMatchObject([{ weighedOn: '2026-10-01' }]);
  });
});
