import type { EventOf } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountAggregate } from '../src/account/domain/account';
import { poolEvents } from '../src/pool/domain/pool.events';
import {
  accountOf,
  balancesOf,
  closePool,
  dataOf,
  distribute,
  poolsOf,
  takeBack,
} from './payments-in-memory';
import { affiliated, grade, reverse } from './season-events';
import { balance, closed, closeOffices, D1, late, open, rest } from './worked-pool';

afterEach(closeOffices);

describe('a closing that is taken back', () => {
  const P1 = 'P1';

  it('leaves every account, claim and delivery as before, and the pool closes again', async () => {
    const office = await open();
    const before = await accountOf(office, P1);
    await closePool(office, 'POOL-1');
    await office.settle();
    await takeBack(office, 'POOL-1');
    await office.settle();
    const after = await accountOf(office, P1);
    const { balanceCentimes, claimedCentimes } = before ?? {};
    expect(after).toMatchObject({ balanceCentimes, claimedCentimes });
    expect([...(after?.account.deliveries.values() ?? [])]).toEqual([
      ...(before?.account.deliveries.values() ?? []),
    ]);
    expect([...(after?.account.claims.values() ?? [])]).toEqual([...(before?.account.claims.values() ?? [])]);
    expect(await balance(office, 'pool:POOL-1')).toBe(6_200_000);
    expect(await balance(office, 'commission')).toBe(0);
    await late(office, 'R2', 1_000_000);
    await office.settle();
    await closePool(office, 'POOL-1');
    await office.settle();
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
    expect(await takeBack(office, 'POOL-1', 'once more')).toMatchObject({
      events: [{ type: 'ClosingTakenBack' }],
    });
    await office.settle();
    expect(await balance(office, 'pool:POOL-1')).toBe(7_200_000);
    expect(await office.attention()).toEqual([]);
  });

  it('stands once a payout holds one of its lines, and lets go of all that was held', async () => {
    const office = await closed();
    const lines = [...((await accountOf(office, 'P3'))?.account.lines.values() ?? [])];
    const final = lines.find((line) => line.kind === 'final_share');
    const lineIds = lines.map((line) => line.lineId);
    const amountCentimes = lines.reduce((sum, line) => sum + line.netCentimes, 0);
    const data = { producerCode: 'P3', transferId: 'T1', endToEndId: 'E1', amountCentimes, lineIds };
    await office.send(accountAggregate, 'P3', { type: 'ReservePayout', data });
    expect(final).toBeDefined();
    await expect(takeBack(office, 'POOL-1')).rejects.toMatchObject({ slug: 'payout_holds_share' });
    await office.settle();
    for (const code of ['P1', 'P2'])
      expect(await accountOf(office, code)).toMatchObject({ frozenCentimes: 0 });
    expect((await poolsOf(office))[0]).toMatchObject({ status: 'closed' });
    await late(office, 'R2', 100);
    await office.settle();
    await distribute(office, 'POOL-1', 'SUP-1');
    expect(await office.attention()).toEqual([]);
  });

  it('pays no held share out meanwhile: the account decides', async () => {
    const office = await closed();
    const hold = { producerCode: 'P3', poolId: 'POOL-1', takeBackId: 'TB-1', attempt: null, numbers: [] };
    await office.send(accountAggregate, 'P3', { type: 'HoldFinalShare', data: hold });
    await office.settle();
    const account = await accountOf(office, 'P3');
    const held = [...(account?.account.lines.values() ?? [])].find((line) => line.status === 'held');
    const data = {
      producerCode: 'P3',
      transferId: 'T1',
      endToEndId: 'E1',
      amountCentimes: held?.netCentimes ?? 0,
      lineIds: [held?.lineId ?? ''],
    };
    const reserve = office.send(accountAggregate, 'P3', { type: 'ReservePayout', data });
    await expect(reserve).rejects.toMatchObject({ slug: 'line_not_payable' });
    expect(account).toMatchObject({ frozenCentimes: held?.netCentimes });
  });
});

describe('a closing that is taken back after supplements and corrections', () => {
  const D4 = { deliveryId: 'D4', producerCode: 'P4', grade: 'vierge', payableGrams: 1_000_000 };

  /** What happens to the pool, whether it is closed or not: late proceeds, 100 kg too much in D1, goods graded late. */
  async function meanwhile(office: OfficeInMemory): Promise<void> {
    await late(office, 'R2', 1_000_000);
    await reverse(office, D1, 1_367_000);
    await affiliated(office, 'P4');
    await grade(office, D4);
    await office.settle();
  }

  /** All of it after the closing, and shared by two supplements. */
  async function supplemented(): Promise<OfficeInMemory> {
    const office = await closed();
    await late(office, 'R0', 1);
    await office.settle();
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    await meanwhile(office);
    await distribute(office, 'POOL-1', 'SUP-2');
    await office.settle();
    return office;
  }

  /** The same, and the pool was never closed. */
  async function neverClosed(): Promise<OfficeInMemory> {
    const office = await open();
    await late(office, 'R0', 1);
    await meanwhile(office);
    return office;
  }
  const ledger = async (office: OfficeInMemory) =>
    Object.fromEntries(
      [...balancesOf(await office.events())].filter(([, centimes]) => centimes !== 0).sort(),
    );
  const supplements = async (office: OfficeInMemory) =>
    dataOf<EventOf<typeof poolEvents.SupplementDistributed>>(await office.events(), 'SupplementDistributed');

  it('leaves the ledger to the centime as if the pool had never been closed', async () => {
    const office = await supplemented();
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
    await takeBack(office, 'POOL-1');
    await office.settle();
    expect(await ledger(office)).toEqual(await ledger(await neverClosed()));
    expect(await balance(office, 'pool:POOL-1')).toBe(7_200_001);
    expect((await poolsOf(office))[0]).toMatchObject({ status: 'open', restCentimes: 0, arrearsCentimes: 0 });
    expect(await office.attention()).toEqual([]);
    const { length } = await office.commits();
    await office.again();
    expect(await office.commits()).toHaveLength(length);
  });

  it('closes again on the corrected points, late goods among them, with the same centimes as any', async () => {
    const [office, other] = [await supplemented(), await neverClosed()];
    await takeBack(office, 'POOL-1');
    await office.settle();
    for (const one of [office, other]) {
      await closePool(one, 'POOL-1');
      await one.settle();
    }
    expect(await ledger(office)).toEqual(await ledger(other));
    // 1,367 x 1.05 + 4,020 + 2,513 x 0.92 + 1,000.
    expect((await poolsOf(office))[0]).toMatchObject({ closing: { points: '8767310000000', deliveries: 4 } });
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(0);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
  });

  it('goes on with the numbers of its supplements, and knows those that are gone', async () => {
    const office = await supplemented();
    await takeBack(office, 'POOL-1');
    await office.settle();
    await closePool(office, 'POOL-1');
    await late(office, 'R3', 100_000);
    await office.settle();
    expect(await rest(office)).toBe(100_000);
    await distribute(office, 'POOL-1', 'SUP-3');
    await office.settle();
    expect((await supplements(office)).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await supplements(office)).at(-1)).toMatchObject({ points: '8767310000000', lateDeliveries: 0 });
    await expect(distribute(office, 'POOL-1', 'SUP-2')).rejects.toMatchObject({
      slug: 'supplement_taken_back',
    });
    expect(await distribute(office, 'POOL-1', 'SUP-3')).toMatchObject({ events: [] });
    await takeBack(office, 'POOL-1', 'once more');
    await office.settle();
    expect(await balance(office, 'pool:POOL-1')).toBe(7_300_001);
    expect(await office.attention()).toEqual([]);
  });

  it('stands once a payout holds a part of a supplement, and lets go of all its lines on every account', async () => {
    const office = await supplemented();
    const lines = [...((await accountOf(office, 'P4'))?.account.lines.values() ?? [])];
    const { lineId = '', netCentimes = 0 } = lines.find((line) => line.kind === 'supplement') ?? {};
    const payout = { transferId: 'T1', endToEndId: 'E1', amountCentimes: netCentimes, lineIds: [lineId] };
    const data = { producerCode: 'P4', ...payout };
    await office.send(accountAggregate, 'P4', { type: 'ReservePayout', data });
    const before = await ledger(office);
    await expect(takeBack(office, 'POOL-1')).rejects.toMatchObject({ slug: 'payout_holds_share' });
    await office.settle();
    for (const code of ['P1', 'P2', 'P3', 'P4'])
      expect(await accountOf(office, code)).toMatchObject({ frozenCentimes: 0 });
    expect(await ledger(office)).toEqual(before);
    expect((await poolsOf(office))[0]).toMatchObject({ status: 'closed' });
  });

  it('waits, before it is closed again, for accounts that have still lines of it', async () => {
    const office = await supplemented();
    await takeBack(office, 'POOL-1');
    await expect(closePool(office, 'POOL-1')).rejects.toMatchObject({ slug: 'shares_being_taken_back' });
  });
});
