import { OCE, type AdvancePosted } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { attentionAggregate, policyCommandId } from '@oce/policies';
import { ServiceRegistry } from '@oce/service-kit';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountAggregate } from '../src/account/domain/account';
import { poolAggregate } from '../src/pool/domain/pool';
import { poolEvents } from '../src/pool/domain/pool.events';
import { PoolsService } from '../src/pool/http/pools.service';
import { accountOf, closePool, dataOf, distribute, poolsOf, takeBack, windUp } from './payments-in-memory';
import { affiliated, closeLot, grade, POOL, publishSchedules, reverse } from './season-events';
import {
  balance,
  charge,
  closed,
  closeOffices,
  D1,
  D3,
  emptyOffice,
  late,
  open,
  parts,
  rest,
} from './worked-pool';

afterEach(closeOffices);

describe('what comes to a closed pool', () => {
  it('is shared on the same points: 1,000.00 over 7,872.31 points', async () => {
    const office = await closed();
    await late(office, 'R2', 100_000);
    await office.settle();
    expect(await rest(office)).toBe(100_000);
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    expect(await parts(office)).toEqual([
      ['P1', 19_567],
      ['P2', 51_065],
      ['P3', 29_368],
    ]);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
    expect(await rest(office)).toBe(0);
    await expect(distribute(office, 'POOL-1', 'SUP-2')).rejects.toMatchObject({ slug: 'nothing_to_share' });
    expect(await distribute(office, 'POOL-1', 'SUP-1')).toMatchObject({ events: [] });
    expect(await office.attention()).toEqual([]);
  });

  it('is less what is missing first: nothing is shared before a negative rest is covered', async () => {
    const office = await closed();
    await charge(office, 'C2', 50_000);
    await office.settle();
    expect(await rest(office)).toBe(-50_000);
    await expect(distribute(office, 'POOL-1', 'SUP-1')).rejects.toMatchObject({ slug: 'nothing_to_share' });
    await late(office, 'R2', 60_000);
    await office.settle();
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    expect((await parts(office)).reduce((sum, [, centimes]) => sum + Number(centimes), 0)).toBe(10_000);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
  });

  it('of a correction, case 5, is 680.50 that the pool has to share again', async () => {
    const office = await closed();
    await reverse(office, D1, 1_367_000);
    await office.settle();
    expect(await rest(office)).toBe(68_050);
    expect(await balance(office, 'pool:POOL-1')).toBe(68_050);
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    expect(await parts(office)).toEqual([
      ['P1', 13_315],
      ['P2', 34_750],
      ['P3', 19_985],
    ]);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
  });

  it('gives goods graded late their share: first from the rest, then from what comes', async () => {
    const office = await closed();
    await affiliated(office, 'P4');
    await grade(office, { deliveryId: 'D4', producerCode: 'P4', grade: 'vierge', payableGrams: 1_000_000 });
    await late(office, 'R2', 400_000);
    await office.settle();
    expect(await office.attention()).toEqual([]);
    // 1,000 points x 6.480944 are 6,480.94, less the advance of 3,600.00; 4,000.00 are there.
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    expect(await parts(office)).toEqual([['P4', 400_000]]);
    expect((await poolsOf(office))[0]).toMatchObject({ restCentimes: 0, arrearsCentimes: 248_094 });
    expect(await accountOf(office, 'P4')).toMatchObject({ balanceCentimes: 400_000 });
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(0);
    await late(office, 'R3', 1_135_325);
    await office.settle();
    await distribute(office, 'POOL-1', 'SUP-2');
    await office.settle();
    // 8,872.31 are left for 8,872.31 points: a dirham a point.
    const [, ...second] = dataOf<EventOf<typeof poolEvents.SupplementDistributed>>(
      await office.events(),
      'SupplementDistributed',
    );
    expect(second).toMatchObject([{ sharedCentimes: 887_231, points: '8872310000000', arrearsCentimes: 0 }]);
    expect((await parts(office)).slice(-2)).toEqual([
      ['P4', 400_000],
      ['P4', 248_094 + 100_000],
    ]);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
  });

  it('ends: what is left goes to the reserve, what is missing is a cost of corrections', async () => {
    const office = await closed();
    await late(office, 'R2', 5);
    await office.settle();
    await expect(windUp(office, 'POOL-1', [])).rejects.toMatchObject({
      slug: 'outstanding_not_acknowledged',
      message: expect.stringContaining('rest_to_share'),
    });
    await windUp(office, 'POOL-1');
    await reverse(office, D1, 1_367_000);
    await late(office, 'R3', 7);
    await office.settle();
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
    expect(await balance(office, 'reserve')).toBe(5 + 68_050);
    expect(await office.attention()).toEqual(['pool_wound_up']);
    const assigned = { proceedsId: 'R3', toReserve: true };
    await office.get('payments', PoolsService).assign('POOL-1', assigned, office.meta());
    expect(await balance(office, 'reserve')).toBe(5 + 68_050 + 7);
    expect(await windUp(office, 'POOL-1')).toMatchObject({ events: [] });
  });
});

/** As the clerk's retry does. */
async function retry(office: OfficeInMemory): Promise<void> {
  const registry = office.get('payments', ServiceRegistry);
  for (const commit of await office.commits())
    for (const event of commit.events) {
      if (event.type !== 'AttentionRaised') continue;
      const { id } = commit.ref;
      for (const { commandId, reaction } of await registry.retried(id, event.data as never)) {
        const meta = { ...office.meta({ actor: 'staff:amal' }), commandId };
        const { type, data } = reaction;
        await registry.handler(reaction.aggregate)?.handle(reaction.id, { type, data, meta });
      }
    }
  await office.settle();
}

describe('what is left when a pool ends', () => {
  const D4 = { deliveryId: 'D4', producerCode: 'P4', grade: 'vierge', payableGrams: 1_000_000 };

  it('leaves nothing open on the advance of late goods that were owed more than ever came', async () => {
    const office = await closed();
    await grade(office, D4);
    await office.settle();
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(-360_000);
    await windUp(office, 'POOL-1');
    await office.settle();
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(0);
    expect(await balance(office, 'costs:corrections')).toBe(-360_000);
    expect(await accountOf(office, 'P4')).toMatchObject({ balanceCentimes: 360_000, claimedCentimes: 0 });
    expect(await office.attention()).toEqual([]);
  });

  it('leaves nothing open on the advance of late goods that no supplement has counted', async () => {
    const office = await closed();
    await grade(office, D4);
    await office.settle();
    await expect(windUp(office, 'POOL-1', [])).rejects.toMatchObject({
      message: expect.stringContaining('late_deliveries: 1 (D4)'),
    });
    await windUp(office, 'POOL-1');
    await office.settle();
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(0);
    expect(await balance(office, 'costs:corrections')).toBe(-360_000);
    await office.again();
    expect(await balance(office, 'costs:corrections')).toBe(-360_000);
  });

  it('leaves nothing open on the advance of goods graded between the count and the end, nor after it', async () => {
    const office = await closed();
    const pools = office.handler(poolAggregate);
    const handle = pools.handle.bind(pools);
    jest.spyOn(pools, 'handle').mockImplementationOnce(async (id, command) => {
      expect(command.type).toBe('WindUpPool');
      await grade(office, D4);
      return handle(id, command);
    });
    await windUp(office, 'POOL-1');
    await office.settle();
    expect(await accountOf(office, 'P4')).toMatchObject({ balanceCentimes: 360_000 });
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(0);
    expect(await balance(office, 'costs:corrections')).toBe(-360_000);
    expect(await office.attention()).toEqual([]);
    await grade(office, { ...D4, deliveryId: 'D5' });
    await office.settle();
    expect(await office.attention()).toEqual(['pool_wound_up']);
    await retry(office);
    expect(await accountOf(office, 'P4')).toMatchObject({ balanceCentimes: 720_000 });
    expect(await balance(office, 'advances:OLIVE-2026')).toBe(0);
    await office.again();
    expect(await balance(office, 'costs:corrections')).toBe(-720_000);
  });

  it('sends the money of a pool that nobody has points in to the reserve, once a person says so', async () => {
    const office = await emptyOffice();
    await publishSchedules(office);
    await office.send(poolAggregate, 'POOL-1', { type: 'OpenPool', data: POOL });
    await late(office, 'R1', 700);
    await office.settle();
    const known = ['no_points', 'open_campaign'] as const;
    await expect(closePool(office, 'POOL-1')).rejects.toMatchObject({ slug: 'nothing_to_share_by' });
    await expect(windUp(office, 'POOL-1', ['open_campaign'])).rejects.toMatchObject({
      slug: 'outstanding_not_acknowledged',
      message: expect.stringContaining('no_points'),
    });
    await windUp(office, 'POOL-1', known);
    await office.settle();
    expect(await balance(office, 'reserve')).toBe(700);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
    expect((await poolsOf(office))[0]).toMatchObject({ status: 'wound_up', restCentimes: 0 });
    await expect(closePool(office, 'POOL-1')).rejects.toMatchObject({ slug: 'pool_wound_up' });
  });

  it('is a pool with points that is not closed: it is closed first', async () => {
    const office = await open();
    await expect(windUp(office, 'POOL-1')).rejects.toMatchObject({ slug: 'pool_open' });
  });

  it('gives the part of a person who was forgotten to the reserve, and keeps the pool balanced', async () => {
    const office = await closed();
    const { producerCode } = D3;
    const account = (await accountOf(office, producerCode))?.account;
    const lineIds = [...(account?.lines.keys() ?? [])];
    const amountCentimes = account?.payableCentimes ?? 0;
    const transfer = { producerCode, transferId: 'T1' };
    const data = { ...transfer, endToEndId: 'E1', amountCentimes, lineIds };
    await office.send(accountAggregate, producerCode, { type: 'ReservePayout', data });
    const paid = { ...transfer, executedOn: '2026-12-18' };
    await office.send(accountAggregate, producerCode, { type: 'ConfirmPayout', data: paid });
    const asked = { producerCode, awaited: [] };
    await office.send(accountAggregate, producerCode, { type: 'SettleErasure', data: asked });
    expect((await accountOf(office, producerCode))?.account).toMatchObject({ isClosed: true });
    await late(office, 'R2', 100_000);
    await office.settle();
    await distribute(office, 'POOL-1', 'SUP-1');
    await office.settle();
    expect(await parts(office)).toEqual([
      ['P1', 19_567],
      ['P2', 51_065],
    ]);
    expect(await balance(office, 'reserve')).toBe(29_368);
    expect(await balance(office, 'pool:POOL-1')).toBe(0);
    expect(await office.attention()).toEqual([]);
    await expect(takeBack(office, 'POOL-1')).rejects.toMatchObject({ slug: 'account_closed' });
    await windUp(office, 'POOL-1');
  });
});

describe('a lot offered as traceable after its grade was counted', () => {
  it('is outstanding when the pool is wound up', async () => {
    const office = await closed();
    await closeLot(office, 'L9', [D1], 'traceable');
    await office.settle();
    await expect(windUp(office, 'POOL-1', ['open_campaign', 'unsold_lots'])).rejects.toMatchObject({
      slug: 'outstanding_not_acknowledged',
      message: expect.stringContaining('lots_offered_since: 1 (L9)'),
    });
    expect(await office.attention()).toEqual(['lot_offered_while_closing']);
  });
});

describe('closing', () => {
  it('names what is outstanding, and is refused until that is known', async () => {
    const office = await open();
    await closeLot(office, 'L9', [D1], 'pooled');
    await office.settle();
    const asked = closePool(office, 'POOL-1', { acknowledge: ['unsold_lots'] });
    await expect(asked).rejects.toMatchObject({
      slug: 'outstanding_not_acknowledged',
      field: 'acknowledge',
      message: expect.stringContaining('unlotted_deliveries: 2 (D2, D3)'),
    });
    await closePool(office, 'POOL-1', { acknowledge: ['unsold_lots', 'unlotted_deliveries'] });
    const [closing] = dataOf<EventOf<typeof poolEvents.PoolClosed>>(await office.events(), 'PoolClosed');
    expect(closing).toMatchObject({ acknowledged: ['unsold_lots', 'unlotted_deliveries'] });
  });

  it('is between the last delivery and today', async () => {
    const office = await open();
    await expect(closePool(office, 'POOL-1', { closedOn: '2026-12-22' })).rejects.toMatchObject({
      slug: 'closed_in_future',
    });
    await expect(closePool(office, 'POOL-1', { closedOn: '2026-09-30' })).rejects.toMatchObject({
      slug: 'closed_before_last_delivery',
    });
  });

  it('keeps to the lowest cap of the conventions, not to what its terms say: 5 %, not 35 %', async () => {
    const office = await open({ ...POOL.terms, commissionPpm: 350_000, oceChargesCapPpm: 350_000 });
    await closePool(office, 'POOL-1');
    expect(await balance(office, 'commission')).toBe(310_000);
  });

  it('leaves OCE nothing where a member weighed in without a convention, and says so', async () => {
    const office = await open();
    await affiliated(office, 'P3', 'C-2');
    await office.settle();
    const known = closePool(office, 'POOL-1', { acknowledge: ['unlotted_deliveries'] });
    await expect(known).rejects.toMatchObject({
      message: expect.stringContaining('members_without_convention'),
    });
    await closePool(office, 'POOL-1');
    expect(await balance(office, 'commission')).toBe(0);
  });
});

describe('a matter that a clerk has dismissed', () => {
  it('holds when its policy begins anew, whatever the policy would do by now', async () => {
    const office = await open();
    await grade(office, { ...D1, deliveryId: 'D9' });
    const graded = (await office.commits()).at(-1);
    // An office of before asked a clerk about goods graded after the closing; this one advances them.
    const id = policyCommandId('post-advance-on-grading', graded?.commitId ?? '', 0);
    const attention = attentionAggregate(OCE, 'payments');
    const matter = {
      policy: 'post-advance-on-grading',
      reason: 'pool_closed',
      detail: 'Graded after POOL-1 had been closed.',
      subject: 'evt.collection.delivery.D9',
      position: graded?.position ?? 0,
      reaction: { aggregate: 'account', id: 'P1', type: 'PostAdvance', data: {} },
    };
    await office.send(attention, id, { type: 'RaiseAttention', data: matter });
    const dismissed = { resolution: 'dismissed', note: 'settled by hand' } as const;
    await office.send(attention, id, { type: 'ResolveAttention', data: dismissed });
    await office.settle();
    await office.again();
    const advanced = dataOf<AdvancePosted>(await office.events(), 'AdvancePosted');
    expect(advanced.map(({ deliveryId }) => deliveryId).sort()).toEqual(['D1', 'D2', 'D3']);
  });
});

describe('a matter that is tried again', () => {
  it('looks at the world as it is by then: a price and a deduction schedule that came since', async () => {
    const office = await emptyOffice();
    await grade(office, D1);
    await office.settle();
    expect(await office.attention()).toEqual(['no_price_schedule']);
    await publishSchedules(office);
    await retry(office);
    expect(await accountOf(office, 'P1')).toMatchObject({ balanceCentimes: 528_120 });
    await retry(office);
    expect(await accountOf(office, 'P1')).toMatchObject({ balanceCentimes: 528_120 });
  });

  it('finds the pool that was opened since for proceeds that had none', async () => {
    const office = await emptyOffice();
    await late(office, 'R1', 700);
    await office.settle();
    expect(await office.attention()).toEqual(['pool_unknown']);
    await office.send(poolAggregate, 'POOL-1', { type: 'OpenPool', data: POOL });
    await office.settle();
    await retry(office);
    expect(await balance(office, 'pool:POOL-1')).toBe(700);
  });
});
