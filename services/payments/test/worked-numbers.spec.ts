import type { EventOf } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountEvents } from '../src/account/domain/account.events';
import { poolAggregate } from '../src/pool/domain/pool';
import { poolEvents } from '../src/pool/domain/pool.events';
import { accountOf, balancesOf, closePool, dataOf, paymentsInMemory, windUp } from './payments-in-memory';
import {
  closeLot,
  grade,
  KINDS,
  owe,
  POOL,
  publishSchedules,
  receive,
  reverse,
  TERMS,
} from './season-events';

const D1 = { deliveryId: 'D1', producerCode: 'P1', grade: 'extra', payableGrams: 1_467_000 };
const D2 = { deliveryId: 'D2', producerCode: 'P2', grade: 'vierge', payableGrams: 4_020_000 };
const D3 = { deliveryId: 'D3', producerCode: 'P3', grade: 'courante', payableGrams: 2_513_000 };

let offices: OfficeInMemory[] = [];
afterEach(async () => {
  for (const office of offices) await office.close();
  offices = [];
});
const open = async (): Promise<OfficeInMemory> => {
  const office = await paymentsInMemory();
  offices.push(office);
  return office;
};

/** The pool of the worked numbers up to its closing. */
async function poolOfCase3(): Promise<OfficeInMemory> {
  const office = await open();
  await publishSchedules(office);
  await office.send(poolAggregate, 'POOL-1', { type: 'OpenPool', data: POOL });
  await owe(office, 'P1');
  for (const delivery of [D1, D2, D3]) await grade(office, delivery);
  await receive(office, 'R1', 'pooled', [
    { lotId: 'L1', grade: 'extra', amountCentimes: 2_000_000 },
    { lotId: 'L2', grade: 'vierge', amountCentimes: 4_200_000 },
  ]);
  await office.send(poolAggregate, 'POOL-1', {
    type: 'PostCharge',
    data: {
      poolId: 'POOL-1',
      chargeId: 'C1',
      kind: 'freight',
      chargedBy: 'third_party',
      amountCentimes: 210_000,
    },
    facts: { kinds: KINDS },
  });
  await office.settle();
  return office;
}

const corrections = async (office: OfficeInMemory) =>
  dataOf<EventOf<typeof accountEvents.CorrectionPosted>>(await office.events(), 'CorrectionPosted');
const closings = async (office: OfficeInMemory) =>
  dataOf<EventOf<typeof poolEvents.PoolClosed>>(await office.events(), 'PoolClosed');
/** In the order of pools and members: which account is served first is nobody's business. */
const shares = async (office: OfficeInMemory) =>
  dataOf<EventOf<typeof accountEvents.FinalSharePosted>>(await office.events(), 'FinalSharePosted').sort(
    (one, other) => (one.lineId < other.lineId ? -1 : 1),
  );

describe('the worked numbers, from the grading to the account', () => {
  it('case 2: the advance of 5,281.20 leaves 3,546.84', async () => {
    const office = await poolOfCase3();
    expect(await accountOf(office, 'P1')).toMatchObject({
      payableCentimes: 354_684,
      claimedCentimes: 81_564,
    });
    expect(await office.attention()).toEqual([]);
  });

  it('cases 3 and 4: the pool shares 51,020.00, and the first complement is 4,701.72', async () => {
    const office = await poolOfCase3();
    await closePool(office, 'POOL-1');
    await office.settle();
    expect(await closings(office)).toMatchObject([
      {
        proceedsCentimes: 6_200_000,
        distributableCentimes: 5_102_000,
        points: '7872310000000',
        members: 3,
        deliveries: 3,
        payableGrams: 8_000_000,
      },
    ]);
    const posted = await shares(office);
    expect(posted.map((share) => share.shareCentimes)).toEqual([998_292, 2_605_340, 1_498_368]);
    expect(posted[0]).toMatchObject({ complementCentimes: 470_172, settlement: { netCentimes: 388_608 } });
    expect(Object.fromEntries(balancesOf(await office.events()))).toMatchObject({
      'pool:POOL-1': 0,
      milling: 640_000,
      commission: 248_000,
      'costs:freight': 210_000,
      'advances:OLIVE-2026': 0,
      'sales:INV-R1': -6_200_000,
      [`member:P1`]: 354_684 + 388_608,
    });
    expect(await office.attention()).toEqual([]);
  });

  it('case 5: 100 kg found missing after the closing cost 680.50', async () => {
    const office = await poolOfCase3();
    await closePool(office, 'POOL-1');
    await office.settle();
    await reverse(office, D1, 1_367_000);
    await office.settle();
    expect(await corrections(office)).toMatchObject([
      { citesLineId: 'ADV-D1', amountCentimes: -68_050, claimCentimes: 68_050, poolId: 'POOL-1' },
    ]);
    expect((await accountOf(office, 'P1'))?.claimedCentimes).toBe(68_050);
    expect(await office.attention()).toEqual([]);
  });

  it('case 5: a pool still open is run again without the error', async () => {
    const office = await poolOfCase3();
    await reverse(office, D1, 1_367_000);
    await office.settle();
    await closePool(office, 'POOL-1');
    await office.settle();
    expect(await closings(office)).toMatchObject([
      { distributableCentimes: 5_110_000, payableGrams: 7_900_000, deliveries: 3 },
    ]);
    const balances = balancesOf(await office.events());
    expect(balances.get('advances:OLIVE-2026')).toBe(0);
    expect(balances.get('pool:POOL-1')).toBe(0);
  });
});

describe('closing a pool', () => {
  it('started again after a crash between the chunks and the end fixes the same centimes, once', async () => {
    const office = await poolOfCase3();
    await office.send(poolAggregate, 'POOL-1', {
      type: 'FixShares',
      data: { attempt: 'lost', chunk: 1, of: 2 },
      facts: {
        shares: [{ producerCode: 'P1', payableGrams: 1, points: '1', shareCentimes: 9, deliveries: [] }],
      },
    });
    await closePool(office, 'POOL-1');
    const again = await closePool(office, 'POOL-1');
    expect(again).toMatchObject({ repeated: true, events: [] });
    await office.settle();
    const posted = await shares(office);
    expect(posted.map((share) => share.shareCentimes)).toEqual([998_292, 2_605_340, 1_498_368]);
  });

  it('waits for advances that are not posted, and takes proceeds afterwards into its rest', async () => {
    const office = await poolOfCase3();
    await grade(office, { ...D1, deliveryId: 'D9' });
    await expect(closePool(office, 'POOL-1')).rejects.toMatchObject({ slug: 'advances_outstanding' });
    await office.settle();
    await closePool(office, 'POOL-1');
    await receive(office, 'R2', 'pooled', [{ lotId: 'L1', grade: 'extra', amountCentimes: 1 }]);
    await office.settle();
    expect(await office.attention()).toEqual([]);
    expect(balancesOf(await office.events()).get('pool:POOL-1')).toBe(1);
  });

  it('leaves a traceable lot to its own sale', async () => {
    const office = await poolOfCase3();
    const honey = { ...D1, deliveryId: 'D7', producerCode: 'P7', payableGrams: 1_000_000 };
    await grade(office, honey);
    await closeLot(office, 'LOT-T', [honey], 'traceable');
    await office.send(poolAggregate, 'TRACE-1', {
      type: 'OpenPool',
      data: {
        ...POOL,
        poolId: 'TRACE-1',
        kind: 'traceable',
        grades: ['extra'],
        lotIds: ['LOT-T'],
        terms: { ...TERMS, commissionPpm: 0 },
      },
    });
    await receive(office, 'R7', 'traceable', [{ lotId: 'LOT-T', grade: 'extra', amountCentimes: 900_000 }]);
    await office.settle();
    await closePool(office, 'POOL-1');
    await closePool(office, 'TRACE-1');
    await office.settle();
    const posted = await shares(office);
    expect(posted.map((share) => [share.poolId, share.producerCode, share.shareCentimes])).toEqual([
      ['POOL-1', 'P1', 998_292],
      ['POOL-1', 'P2', 2_605_340],
      ['POOL-1', 'P3', 1_498_368],
      ['TRACE-1', 'P7', 820_000],
    ]);
  });
});

describe('what nobody can settle by rule', () => {
  it('a grading without a schedule in force waits for a clerk', async () => {
    const office = await open();
    await grade(office, D1);
    await office.settle();
    expect(await office.attention()).toEqual(['no_price_schedule']);
  });

  it('proceeds without a pool wait for a clerk', async () => {
    const office = await open();
    await receive(office, 'R1', 'pooled', [{ lotId: 'L1', grade: 'extra', amountCentimes: 1 }]);
    await office.settle();
    expect(await office.attention()).toEqual(['pool_unknown']);
  });

  it('a grading that comes after its pool was wound up waits for a clerk', async () => {
    const office = await poolOfCase3();
    await closePool(office, 'POOL-1');
    await office.settle();
    await windUp(office, 'POOL-1');
    await grade(office, { ...D1, deliveryId: 'D9' });
    await office.settle();
    expect(await office.attention()).toEqual(['pool_wound_up']);
    expect((await accountOf(office, 'P1'))?.account.deliveries.get('D9')).toBeUndefined();
  });
});
