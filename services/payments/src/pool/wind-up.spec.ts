import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { balances } from '../../test/accounts';
import { POOL } from '../../test/season-events';
import { FIRST_CHARGE_KINDS } from '../schedule/domain/charge-kinds';
import { poolAggregate } from './domain/pool';
import type { PoolCommand, WindUpPool } from './domain/pool.commands';
import { poolEvents, type PoolEvent } from './domain/pool.events';
import { leftBy } from './domain/pool-shares';

const open = command('OpenPool', POOL);
const proceeds = (proceedsId = 'R1') =>
  command('PoolProceeds', {
    proceedsId,
    invoiceNumber: 'INV-1',
    kind: 'pooled' as const,
    campaignId: POOL.campaignId,
    parts: [{ lotId: 'L1', grade: 'extra', amountCentimes: 100_000 }],
    valueDate: '2026-11-01',
  });
const charge = (amountCentimes: number, chargeId = 'C1') => ({
  ...command('PostCharge', {
    poolId: 'POOL-1',
    chargeId,
    kind: 'freight',
    chargedBy: 'third_party' as const,
    amountCentimes,
  }),
  facts: { kinds: FIRST_CHARGE_KINDS },
});
const noPoints = { kind: 'no_points' as const, count: 1, ids: ['POOL-1'] };
const nobody = { attempt: null, members: 0, arrearsCentimes: 0 };
const end = (facts: Partial<WindUpPool['facts']> = {}, acknowledge = [noPoints.kind]): PoolCommand => ({
  ...command('WindUpPool', { acknowledge }, { actor: 'staff:badr' }),
  facts: { outstanding: [noPoints], points: '0', logPosition: 9, ...nobody, ...facts },
});
const after = (...commands: PoolCommand[]): PoolEvent[] =>
  commands.reduce<PoolEvent[]>(
    (past, one) => [...past, ...poolAggregate.decide(one, fold(poolAggregate, past))],
    [],
  );
const ended = after(open, charge(5_000), proceeds(), end());

describe('a pool without points', () => {
  it('is wound up by a person who says so: charges are paid, and the rest goes to the reserve', () => {
    expect(balances(ended)).toEqual({ 'sales:INV-1': -100_000, 'costs:freight': 5_000, reserve: 95_000 });
    expect(ended.slice(-2)).toMatchObject([
      { type: 'ArrearsLeft', data: { logPosition: 9, members: [] } },
      { type: 'PoolWoundUp', data: { restCentimes: 95_000, account: 'reserve' } },
    ]);
    given(poolAggregate, ended).when(end()).thenNothing();
  });

  it('is a cost of corrections where its charges pass what it has', () => {
    const events = after(open, charge(5_000), end());
    expect(balances(events)).toEqual({ 'costs:freight': 5_000, 'costs:corrections': -5_000 });
    expect(events.at(-1)).toMatchObject({ data: { restCentimes: -5_000, account: 'costs:corrections' } });
  });

  it('is not wound up before somebody says so, nor by who opened it, nor where it has points', () => {
    const past = after(open, proceeds());
    given(poolAggregate, past).when(end({}, [])).thenRefused('outstanding_not_acknowledged');
    given(poolAggregate, past)
      .when(end({ points: '1', outstanding: [] }))
      .thenRefused('pool_open');
    const byOpener = { ...end(), meta: { ...end().meta, actor: open.meta.actor } } as PoolCommand;
    given(poolAggregate, past).when(byOpener).thenRefused('second_person_needed');
  });

  it('takes nothing afterwards', () => {
    const fix: PoolCommand = {
      ...command('FixShares', { attempt: 'A', chunk: 1, of: 1 }),
      facts: { shares: [] },
    };
    const reverse = command('ReverseCharge', { chargeId: 'C1', reason: 'posted twice' });
    const back = command('BeginTakeBack', { takeBackId: 'TB-1', reason: 'early' }, { actor: 'staff:badr' });
    for (const late of [charge(1, 'C2'), proceeds('R2'), reverse, fix])
      given(poolAggregate, ended).when(late).thenRefused('pool_wound_up');
    given(poolAggregate, ended).when(back).thenRefused('pool_open');
  });
});

describe('who is still owed something when a pool is wound up', () => {
  const left = (producerCode: string) => ({
    producerCode,
    arrearsCentimes: 0,
    deliveries: [`D-${producerCode}`],
    lastNumber: null,
  });
  const fix = (chunk: number, of: number, code: string): PoolCommand => ({
    ...command('FixArrears', { attempt: 'E-1', chunk, of }),
    facts: { members: [left(code)] },
  });
  const named = (members: number) => end({ attempt: 'E-1', members });

  it('stands in chunks, and the commit that ends the pool names them, for their accounts to settle it', () => {
    const past = after(open, proceeds(), fix(1, 2, 'P1'), fix(2, 2, 'P2'));
    given(poolAggregate, past)
      .when(fix(2, 2, 'P2'))
      .thenNothing();
    const events = given(poolAggregate, past).when(named(2)).events();
    expect(events[0]).toMatchObject({ type: 'ArrearsLeft', data: { attempt: 'E-1', members: [] } });
    const all = [...past, ...events];
    const [said] = events.flatMap((event) => (event.type === 'ArrearsLeft' ? [event.data] : []));
    expect(said && leftBy(all, said)).toEqual([left('P1'), left('P2')]);
  });

  it('is not ended with chunks that are missing, or in another order', () => {
    const past = after(open, proceeds(), fix(1, 2, 'P1'));
    given(poolAggregate, past).when(named(2)).thenRefused('shares_incomplete');
    given(poolAggregate, past).when(named(1)).thenRefused('shares_incomplete');
    given(poolAggregate, past)
      .when(fix(3, 3, 'P3'))
      .thenRefused('chunk_out_of_order');
    given(poolAggregate, past)
      .when(end({ attempt: 'E-2', members: 1 }))
      .thenRefused('shares_incomplete');
  });

  it('is not ended where others are owed than were read', () => {
    given(poolAggregate, after(open, proceeds()))
      .when(end({ arrearsCentimes: 1 }))
      .thenRefused('pool_changed');
  });

  it('is named by the commit itself in logs from before', () => {
    const members = [left('P1')];
    const said = { poolId: 'POOL-1', campaignId: 'OLIVE-2026', logPosition: 9, members };
    const upcast = poolEvents.ArrearsLeft.upcasters[1];
    expect(upcast?.(said)).toEqual({ ...said, attempt: null });
    expect(leftBy([], { ...said, attempt: null })).toEqual(members);
  });
});
