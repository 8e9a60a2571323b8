import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { POOL } from '../../test/season-events';
import { poolAggregate } from './domain/pool';
import type { PoolCommand } from './domain/pool.commands';
import { poolEvents, type PoolEvent } from './domain/pool.events';
import { countedBy, lastParts, partsOn } from './domain/pool-shares';

const scope = { poolId: 'POOL-1', kind: 'pooled' as const, campaignId: POOL.campaignId };
const member = { producerCode: 'P1', points: '1000', shareCentimes: 0, deliveries: [] };
const share = { ...member, payableGrams: 1_000 };
const part = (arrearsCentimes: number) => ({ ...member, lateCentimes: 0, arrearsCentimes });
const closing = (attempt: string): PoolEvent[] => [
  poolEvents.SharesFixed({ poolId: 'POOL-1', attempt, chunk: 1, of: 1, shares: [share] }),
  poolEvents.PoolClosed({
    ...scope,
    productId: POOL.productId,
    grades: POOL.grades,
    lotIds: null,
    proceedsCentimes: 0,
    charges: [],
    distributableCentimes: 0,
    points: '1000',
    members: 1,
    deliveries: 0,
    payableGrams: 1_000,
    logPosition: 3,
    attempt,
    closedOn: '2026-12-01',
    lossCentimes: 0,
    lossBorneBy: null,
    oceChargesCapPpm: 50_000,
    acknowledged: [],
    postings: [],
  }),
];
const supplement = (number: number, arrearsCentimes: number): PoolEvent[] => [
  poolEvents.SupplementFixed({
    poolId: 'POOL-1',
    attempt: `S-${number}`,
    chunk: 1,
    of: 1,
    shares: [part(arrearsCentimes)],
  }),
  poolEvents.SupplementDistributed({
    ...scope,
    supplementId: `SUP-${number}`,
    number,
    attempt: `S-${number}`,
    distributedCentimes: 0,
    sharedCentimes: 0,
    points: '1000',
    members: 1,
    lateDeliveries: 0,
    arrearsCentimes,
    restCentimes: 0,
    logPosition: 6,
    distributedOn: '2026-12-02',
  }),
];
const correction = (lineId: string, postedAt: number): PoolCommand =>
  command('TakeCorrection', { producerCode: 'P1', lineId, amountCentimes: -500, postedAt });
const byOther = { actor: 'staff:badr' };
const begin = (takeBackId = 'TB-1'): PoolCommand =>
  command('BeginTakeBack', { takeBackId, reason: 'an invoice was forgotten' }, byOther);
const end = (logPosition: number, takeBackId = 'TB-1'): PoolCommand => ({
  ...command('TakeBackClosing', { takeBackId }, byOther),
  facts: { logPosition },
});
const then = (past: readonly PoolEvent[], ...commands: PoolCommand[]): PoolEvent[] =>
  commands.reduce<PoolEvent[]>(
    (all, one) => [...all, ...poolAggregate.decide(one, fold(poolAggregate, all))],
    [...past],
  );

const opened = poolEvents.PoolOpened({ ...POOL, openedBy: 'staff:amal' });
const supplemented = [opened, ...closing('A-1'), ...supplement(1, 700)];
const open = then(supplemented, correction('COR-1', 7), begin(), end(9));

describe('a pool whose closing is taken back', () => {
  it('begins again after supplements and corrections: no rest, no arrears, no value of a point', () => {
    expect(fold(poolAggregate, then(supplemented, correction('COR-1', 7)))).toMatchObject({
      restCentimes: 500,
      arrearsCentimes: 700,
    });
    expect(open.at(-1)).toMatchObject({ type: 'ClosingTakenBack', data: { attempt: 'A-1', logPosition: 9 } });
    expect(fold(poolAggregate, open)).toMatchObject({
      closed: null,
      restCentimes: 0,
      arrearsCentimes: 0,
      perPoint: [],
    });
  });

  it('takes no correction of the closing that is gone, however late it is told, and those of the next one', () => {
    given(poolAggregate, open).when(correction('COR-2', 9)).thenNothing();
    const again = [...open, ...closing('A-2')];
    given(poolAggregate, again).when(correction('COR-2', 9)).thenNothing();
    given(poolAggregate, again).when(correction('COR-1', 7)).thenNothing();
    expect(fold(poolAggregate, then(again, correction('COR-3', 15))).restCentimes).toBe(500);
    given(poolAggregate, open).when(correction('COR-3', 15)).thenRefused('pool_open');
  });

  it('counts supplements of the closing that stands, and of no other', () => {
    const again = [...open, ...closing('A-2')];
    expect(countedBy(again).standing.get('P1')).toEqual({ points: 1_000n, arrearsCentimes: 0 });
    expect(lastParts(again).size).toBe(0);
    const shared = [...again, ...supplement(2, 300)];
    expect(countedBy(shared).standing.get('P1')?.arrearsCentimes).toBe(300);
    expect([...lastParts(shared)]).toEqual([['P1', 2]]);
    const numbers = (attempt: string) =>
      partsOn(shared, attempt)
        .get('P1')
        ?.parts.map(({ number }) => number);
    expect([numbers('A-1'), numbers('A-2')]).toEqual([[1], [2]]);
  });

  it('numbers its supplements on, and refuses one that is gone', () => {
    const distribute = (supplementId: string): PoolCommand => ({
      ...command('DistributeSupplement', { supplementId }, byOther),
      facts: {
        attempt: 'S-9',
        distributedCentimes: 0,
        sharedCentimes: 0,
        points: '1000',
        lateDeliveries: 0,
        arrearsCentimes: 0,
        logPosition: 20,
        restBeforeCentimes: 0,
      },
    });
    const fix: PoolCommand = {
      ...command('FixSupplement', { attempt: 'S-9', chunk: 1, of: 1 }),
      facts: { shares: [part(0)] },
    };
    const again = then([...open, ...closing('A-2')], fix);
    expect(given(poolAggregate, again).when(distribute('SUP-9')).events()).toMatchObject([
      { data: { number: 2 } },
    ]);
    given(poolAggregate, again).when(distribute('SUP-1')).thenRefused('supplement_taken_back');
  });

  it('is told again, and told the same of another taking back, without writing anything', () => {
    given(poolAggregate, open).when(begin('TB-2')).thenNothing();
    given(poolAggregate, open).when(end(12)).thenNothing();
    given(poolAggregate, open).when(end(12, 'TB-2')).thenRefused('take_back_not_begun');
  });
});
