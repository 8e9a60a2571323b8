import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { balances } from '../../test/accounts';
import { POOL } from '../../test/season-events';
import { FIRST_CHARGE_KINDS } from '../schedule/domain/charge-kinds';
import { poolAggregate } from './domain/pool';
import type { EndFacts, PoolCommand } from './domain/pool.commands';
import type { PoolEvent } from './domain/pool.events';

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
const end = (facts: Partial<EndFacts> = {}, acknowledge = [noPoints.kind]): PoolCommand => ({
  ...command('WindUpPool', { acknowledge }, { actor: 'staff:badr' }),
  facts: { outstanding: [noPoints], points: '0', left: [], logPosition: 9, ...facts },
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
  it('is named in the same commit, for their accounts to settle it', () => {
    const left = [{ producerCode: 'P4', arrearsCentimes: 648_094, deliveries: [], lastNumber: 1 }];
    const events = given(poolAggregate, after(open, proceeds())).when(end({ left })).events();
    expect(events[0]).toMatchObject({ type: 'ArrearsLeft', data: { members: left } });
  });
});
