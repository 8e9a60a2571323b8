import { command, given, projected } from '@oce/testing';
import { after, balances, deductions, graded, P, reversed, shared, supplemented } from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand, PostSupplement, SettleArrears } from './domain/account.commands';
import { accountEvents } from './domain/account.events';
import { poolMembersProjection } from '../pool/reads/pool-members';

const closed = accountEvents.AccountClosed({ producerCode: P, closedOn: '2027-02-01' });
const counted = { deliveryId: 'D1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 };
const poolValue = { distributableCentimes: 5_102_000, points: '6331960000000' };
const part = (data: Partial<PostSupplement['data']> = {}) => supplemented({ poolValue, ...data });
const late = (data: Partial<PostSupplement['data']> = {}): PostSupplement =>
  part({ deliveries: [counted], lateCentimes: 998_292, shareCentimes: 0, ...data });
const settle = (data: Partial<SettleArrears['data']> = {}): AccountCommand =>
  command('SettleArrears', {
    producerCode: P,
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    arrearsCentimes: 998_292,
    deliveries: [],
    lastNumber: 1,
    ...data,
  });

describe('a share of an account that an erasure has closed', () => {
  const toReserve = { 'pool:POOL-1': -19_567, reserve: 19_567 };

  it('goes to the reserve where it is a part of a supplement, by an event that cites it, once', () => {
    // Without a schedule too: nothing is deducted of it.
    const events = given(accountAggregate, [closed])
      .when(part({ deductions: null }))
      .events();
    expect(events).toMatchObject([
      { type: 'ShareReserved', data: { share: 'supplement', lineId: 'SUP-POOL-1-1', number: 1 } },
    ]);
    expect(balances(events)).toEqual(toReserve);
    given(accountAggregate, [closed, ...events])
      .when(part())
      .thenNothing();
    expect(
      given(accountAggregate, [closed, ...events])
        .when(part({ number: 2 }))
        .events(),
    ).toHaveLength(1);
  });

  it('goes to the reserve where it is a final share whose delivery was reversed meanwhile, once a closing', () => {
    const reversal: AccountCommand = command('PostCorrection', {
      producerCode: P,
      deliveryId: 'D1',
      reason: 'wrong tare',
      replacement: null,
      deductions,
      published: [deductions],
    });
    const past = [...after(graded(), reversal), closed];
    const events = given(accountAggregate, past).when(shared()).events();
    expect(events).toMatchObject([
      { type: 'ShareReserved', data: { share: 'final_share', attempt: 'A-1', lineId: `FIN-POOL-1-${P}` } },
    ]);
    expect(balances(events)).toEqual({ 'pool:POOL-1': -998_292, reserve: 998_292 });
    given(accountAggregate, [...past, ...events])
      .when(shared())
      .thenNothing();
  });

  const hold = (attempt: string | null, numbers: readonly number[]): AccountCommand =>
    command('HoldFinalShare', { producerCode: P, poolId: 'POOL-1', takeBackId: 'TB-1', attempt, numbers });

  it('needs no hold, and comes back from the reserve with its closing, once', () => {
    const reserved = given(accountAggregate, [closed]).when(part()).events();
    const past = [closed, ...reserved];
    given(accountAggregate, past)
      .when(hold(null, [1]))
      .thenNothing();
    const back: AccountCommand = command('TakeBackFinalShare', {
      producerCode: P,
      poolId: 'POOL-1',
      campaignId: 'OLIVE-2026',
      attempt: 'A-1',
      reason: 'an invoice was forgotten',
      share: null,
      parts: [{ number: 1, shareCentimes: 19_567, deliveries: [] }],
      weighings: [],
      deductions,
      published: [deductions],
    });
    const events = given(accountAggregate, past).when(back).events();
    expect(events).toMatchObject([
      { type: 'ReservedShareTakenBack', data: { citesLineId: 'SUP-POOL-1-1', number: 1 } },
    ]);
    expect(balances([...past, ...events])).toEqual({});
    given(accountAggregate, [...past, ...events])
      .when(back)
      .thenNothing();
    given(accountAggregate, [...past, ...events])
      .when(part())
      .thenNothing();
  });

  it('is waited for where it is not in the reserve yet', () => {
    given(accountAggregate, [closed]).when(hold('A-1', [])).thenRefused('final_share_unknown');
    given(accountAggregate, [closed])
      .when(hold(null, [1]))
      .thenRefused('supplement_outstanding');
  });

  it('has its closing stand where a line of it was settled before the account was closed', () => {
    given(accountAggregate, [...after(graded(), shared()), closed])
      .when(hold('A-1', []))
      .thenRefused('account_closed');
  });

  it('counts its deliveries as settled, as a line would', () => {
    const gradedAs = {
      deliveryId: 'D1',
      producerCode: P,
      grade: 'extra',
      weighedAt: '2026-10-01T08:00:00.000Z',
    };
    const reserved = accountEvents.ShareReserved({
      producerCode: P,
      poolId: 'POOL-1',
      campaignId: 'OLIVE-2026',
      share: 'final_share',
      lineId: 'L',
      attempt: 'A-1',
      number: null,
      deliveries: [counted],
      shareCentimes: 1,
      reservedOn: '2027-02-01',
      postings: [],
    });
    const past = [{ type: 'DeliveryGraded', v: 1, data: gradedAs }, reserved];
    expect(projected(poolMembersProjection, past)).toMatchObject({ D1: { settledIn: 'POOL-1' } });
  });
});

describe('what late goods are still owed when their pool is wound up', () => {
  it('lapses, and OCE bears the advances that no share has met: 5,281.20', () => {
    const past = after(graded(), late());
    const events = given(accountAggregate, past).when(settle()).events();
    expect(events).toMatchObject([
      { type: 'ArrearsSettled', data: { arrearsCentimes: 998_292, advancesCentimes: 528_120 } },
    ]);
    expect(balances(events)).toEqual({ 'advances:OLIVE-2026': 528_120, 'costs:corrections': -528_120 });
    expect(balances([...past, ...events])['advances:OLIVE-2026']).toBeUndefined();
    given(accountAggregate, [...past, ...events])
      .when(settle())
      .thenNothing();
  });

  it('waits for the part of the last supplement, which meets them first', () => {
    given(accountAggregate, after(graded(), late()))
      .when(settle({ lastNumber: 2 }))
      .thenRefused('supplement_outstanding');
    const met = after(graded(), late(), part({ number: 2, shareCentimes: 100_000 }));
    expect(
      given(accountAggregate, met)
        .when(settle({ lastNumber: 2 }))
        .events(),
    ).toMatchObject([{ data: { advancesCentimes: 428_120 } }]);
  });

  it('are the whole advances of goods that no share has counted, or of what stands for them by now', () => {
    const replaced: AccountCommand = command('PostCorrection', {
      producerCode: P,
      deliveryId: 'D1',
      reason: 'wrong tare',
      replacement: { deliveryId: 'D1-B', payableGrams: 1_367_000 },
      deductions,
      published: [deductions],
    });
    const left = settle({ arrearsCentimes: 0, deliveries: ['D1'], lastNumber: null });
    const past = after(graded(), replaced);
    const events = given(accountAggregate, past).when(left).events();
    expect(events).toMatchObject([{ data: { deliveries: ['D1-B'], advancesCentimes: 492_120 } }]);
    expect(balances([...past, ...events])['advances:OLIVE-2026']).toBeUndefined();
  });

  it('of goods that no share has counted, is corrected by the advance, and by no value of a pool', () => {
    const left = settle({ arrearsCentimes: 0, deliveries: ['D1'], lastNumber: null });
    const reversal: AccountCommand = command('PostCorrection', {
      producerCode: P,
      deliveryId: 'D1',
      reason: 'wrong tare',
      replacement: { deliveryId: 'D1-B', payableGrams: 1_367_000 },
      deductions,
      published: [deductions],
    });
    const events = given(accountAggregate, after(graded(), left)).when(reversal).events();
    expect(events).toMatchObject([
      {
        type: 'CorrectionPosted',
        data: { poolId: 'POOL-1', amountCentimes: -36_000, claimCentimes: 36_000 },
      },
    ]);
    expect(balances(events)).toEqual({ 'pool:POOL-1': 36_000, [`input-credit:${P}`]: -36_000 });
  });

  it('is the advance of goods graded while the pool was being wound up, once, and leaves the rest of the pool alone', () => {
    const goods = (deliveryId = 'D2') =>
      command('SettleLateGoods', { producerCode: P, poolId: 'POOL-1', campaignId: 'OLIVE-2026', deliveryId });
    given(accountAggregate, after(graded(), late())).when(goods()).thenRefused('advance_outstanding');
    const past = after(graded(), late(), graded({ deliveryId: 'D2' }));
    const events = given(accountAggregate, past).when(goods()).events();
    expect(events).toMatchObject([
      { data: { isLate: true, arrearsCentimes: 0, advancesCentimes: 528_120, deliveries: ['D2'] } },
    ]);
    const next = [...past, ...events];
    given(accountAggregate, next).when(goods()).thenNothing();
    given(accountAggregate, after(graded({ deliveryId: 'D2' }), reversed('D2')))
      .when(goods())
      .thenNothing();
    const rest = given(accountAggregate, next).when(settle()).events();
    expect(rest).toMatchObject([{ data: { isLate: false, advancesCentimes: 528_120 } }]);
    expect(balances([...next, ...rest])['advances:OLIVE-2026']).toBeUndefined();
  });

  it('is an advance that a clerk has posted after the end, in the commit that posts it', () => {
    const events = after(graded({ endedPoolId: 'POOL-1' }));
    expect(events.map(({ type }) => type).slice(-1)).toEqual(['ArrearsSettled']);
    expect(balances(events)).toEqual({ [`member:${P}`]: 528_120, 'costs:corrections': -528_120 });
  });

  it('holds an erasure no more', () => {
    const paid: AccountCommand[] = [
      command('ReservePayout', {
        producerCode: P,
        transferId: 'T1',
        endToEndId: 'E1',
        amountCentimes: 528_120,
        lineIds: ['ADV-D1'],
      }),
      command('ConfirmPayout', { producerCode: P, transferId: 'T1', executedOn: '2026-10-16' }),
    ];
    const asked: AccountCommand = command('SettleErasure', { producerCode: P, awaited: [] });
    const past = after(graded(), ...paid, late(), asked);
    expect(past.at(-1)).toMatchObject({ type: 'ErasureHeld' });
    const events = given(accountAggregate, past).when(settle()).events();
    expect(events.map(({ type }) => type)).toEqual(['ArrearsSettled', 'AccountClosed']);
  });
});
