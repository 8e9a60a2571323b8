import type { Event } from '@oce/event-sourcing';
import { OfficeInMemory } from './office-in-memory';
import {
  closeLot,
  declare,
  grade,
  grant,
  POOL,
  publishSchedules,
  receive,
  reverse,
  TERMS,
} from './season-events';

const D1 = { deliveryId: 'D1', producerCode: 'P1', grade: 'extra', payableGrams: 1_467_000 };
const D2 = { deliveryId: 'D2', producerCode: 'P2', grade: 'vierge', payableGrams: 4_020_000 };
const D3 = { deliveryId: 'D3', producerCode: 'P3', grade: 'courante', payableGrams: 2_513_000 };

const dataOf = (events: readonly Event[], type: string) =>
  events.filter((event) => event.type === type).map((event) => event.data as Record<string, unknown>);

/** The pool of the worked numbers up to its closing. */
async function poolOfCase3(): Promise<OfficeInMemory> {
  const office = new OfficeInMemory();
  await publishSchedules(office);
  await office.send('pool', 'POOL-1', 'OpenPool', POOL);
  await grant(office, 'P1', 'CR-1', 240_000);
  await declare(office, 'P1', 'PRM-1', 15_000);
  for (const delivery of [D1, D2, D3]) await grade(office, delivery);
  await receive(office, 'R1', 'pooled', [
    { lotId: 'L1', grade: 'extra', amountCentimes: 2_000_000 },
    { lotId: 'L2', grade: 'vierge', amountCentimes: 4_200_000 },
  ]);
  const freight = { poolId: 'POOL-1', chargeId: 'C1', kind: 'freight', chargedBy: 'third_party' };
  await office.send('pool', 'POOL-1', 'PostCharge', { ...freight, amountCentimes: 210_000 });
  await office.settle();
  return office;
}

describe('the worked numbers, from the grading to the account', () => {
  it('case 2: the advance of 5,281.20 leaves 3,546.84', async () => {
    const office = await poolOfCase3();
    expect(office.accountOf('P1')).toMatchObject({ payableCentimes: 354_684, claimedCentimes: 81_564 });
    expect(office.attention()).toEqual([]);
  });

  it('cases 3 and 4: the pool shares 51,020.00, and the first complement is 4,701.72', async () => {
    const office = await poolOfCase3();
    await office.close('POOL-1');
    await office.settle();
    expect(dataOf(office.events(), 'PoolClosed')).toMatchObject([
      {
        proceedsCentimes: 6_200_000,
        distributableCentimes: 5_102_000,
        points: '7872310000000',
        members: 3,
        deliveries: 3,
        payableGrams: 8_000_000,
      },
    ]);
    const shares = dataOf(office.events(), 'FinalSharePosted');
    expect(shares.map((share) => share['shareCentimes'])).toEqual([998_292, 2_605_340, 1_498_368]);
    expect(shares[0]).toMatchObject({ complementCentimes: 470_172, settlement: { netCentimes: 388_608 } });
    expect(Object.fromEntries(office.balances())).toMatchObject({
      'pool:POOL-1': 0,
      milling: 640_000,
      commission: 248_000,
      'costs:freight': 210_000,
      'advances:OLIVE-2026': 0,
      'sales:INV-R1': -6_200_000,
      [`member:P1`]: 354_684 + 388_608,
    });
    expect(office.attention()).toEqual([]);
  });

  it('case 5: 100 kg found missing after the closing cost 680.50', async () => {
    const office = await poolOfCase3();
    await office.close('POOL-1');
    await office.settle();
    await reverse(office, D1, 1_367_000);
    await office.settle();
    expect(dataOf(office.events(), 'CorrectionPosted')).toMatchObject([
      { citesLineId: 'ADV-D1', amountCentimes: -68_050, claimCentimes: 68_050, poolId: 'POOL-1' },
    ]);
    expect(office.accountOf('P1')?.claimedCentimes).toBe(68_050);
    expect(office.attention()).toEqual([]);
  });

  it('case 5: a pool still open is run again without the error', async () => {
    const office = await poolOfCase3();
    await reverse(office, D1, 1_367_000);
    await office.settle();
    await office.close('POOL-1');
    await office.settle();
    expect(dataOf(office.events(), 'PoolClosed')).toMatchObject([
      { distributableCentimes: 5_110_000, payableGrams: 7_900_000, deliveries: 3 },
    ]);
    expect(office.balances().get('advances:OLIVE-2026')).toBe(0);
    expect(office.balances().get('pool:POOL-1')).toBe(0);
  });
});

describe('closing a pool', () => {
  it('started again after a crash between the chunks and the end fixes the same centimes, once', async () => {
    const office = await poolOfCase3();
    const shares = [{ producerCode: 'P1', payableGrams: 1, points: '1', shareCentimes: 9, deliveries: [] }];
    const lost = { attempt: 'lost', chunk: 1, of: 2 };
    await office.send('pool', 'POOL-1', 'FixShares', lost, 'staff:amal', { facts: { shares } });
    await office.close('POOL-1');
    const again = await office.close('POOL-1');
    expect(again).toMatchObject({ repeated: true, events: [] });
    await office.settle();
    const posted = dataOf(office.events(), 'FinalSharePosted');
    expect(posted.map((share) => share['shareCentimes'])).toEqual([998_292, 2_605_340, 1_498_368]);
  });

  it('waits for advances that are not posted, and takes no proceeds afterwards', async () => {
    const office = await poolOfCase3();
    await grade(office, { ...D1, deliveryId: 'D9' });
    await expect(office.close('POOL-1')).rejects.toMatchObject({ slug: 'advances_outstanding' });
    await office.settle();
    await office.close('POOL-1');
    await receive(office, 'R2', 'pooled', [{ lotId: 'L1', grade: 'extra', amountCentimes: 1 }]);
    await office.settle();
    expect(office.attention()).toEqual(['pool_closed']);
  });

  it('leaves a traceable lot to its own sale', async () => {
    const office = await poolOfCase3();
    const honey = { ...D1, deliveryId: 'D7', producerCode: 'P7', payableGrams: 1_000_000 };
    await grade(office, honey);
    await closeLot(office, 'LOT-T', [honey], 'traceable');
    const scope = { ...POOL, poolId: 'TRACE-1', kind: 'traceable', grades: ['extra'], lotIds: ['LOT-T'] };
    await office.send('pool', 'TRACE-1', 'OpenPool', { ...scope, terms: { ...TERMS, commissionPpm: 0 } });
    await receive(office, 'R7', 'traceable', [{ lotId: 'LOT-T', grade: 'extra', amountCentimes: 900_000 }]);
    await office.settle();
    await office.close('POOL-1');
    await office.close('TRACE-1');
    await office.settle();
    const posted = dataOf(office.events(), 'FinalSharePosted');
    expect(posted.map((share) => [share['poolId'], share['producerCode'], share['shareCentimes']])).toEqual([
      ['POOL-1', 'P1', 998_292],
      ['POOL-1', 'P2', 2_605_340],
      ['POOL-1', 'P3', 1_498_368],
      ['TRACE-1', 'P7', 820_000],
    ]);
  });
});

describe('what nobody can settle by rule', () => {
  it('a grading without a schedule in force waits for a clerk', async () => {
    const office = new OfficeInMemory();
    await grade(office, D1);
    await office.settle();
    expect(office.attention()).toEqual(['no_price_schedule']);
  });

  it('proceeds without a pool wait for a clerk', async () => {
    const office = new OfficeInMemory();
    await receive(office, 'R1', 'pooled', [{ lotId: 'L1', grade: 'extra', amountCentimes: 1 }]);
    await office.settle();
    expect(office.attention()).toEqual(['pool_unknown']);
  });

  it('a grading that comes after its pool was counted waits for a clerk', async () => {
    const office = await poolOfCase3();
    await office.close('POOL-1');
    await office.settle();
    await grade(office, { ...D1, deliveryId: 'D9' });
    await office.settle();
    expect(office.attention()).toEqual(['pool_closed']);
    expect(office.accountOf('P1')?.account.deliveries['D9']).toBeUndefined();
  });
});
