import { StoreUnavailable } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { command, testMeta } from '@oce/testing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { randomUUID } from 'node:crypto';
import { paymentsInMemory } from '../../test/payments-in-memory';
import {
  plainPoolReservationId,
  poolReservationId,
  reservationAggregate,
} from '../reservation/domain/reservation';
import { poolAggregate } from './domain/pool';
import type { OpenPool } from './domain/pool.commands';
import { PoolsService } from './http/pools.service';

/** The log in memory, which may be told to go away after so many more commits. */
class FickleStore extends MemoryEventStore {
  commitsLeft = Infinity;

  override async append(...args: Parameters<MemoryEventStore['append']>): Promise<number> {
    if (this.commitsLeft <= 0) throw new StoreUnavailable('the log is away');
    this.commitsLeft -= 1;
    return super.append(...args);
  }
}

const meta = () => testMeta({ commandId: randomUUID() });
const dear = (data: OpenPool['data']): OpenPool['data'] => ({
  ...data,
  terms: { ...data.terms, milling: { perKgCentimes: 100_000, chargedBy: 'oce' } },
});
const pool = (poolId: string, ...grades: string[]): OpenPool['data'] => ({
  poolId,
  kind: 'pooled',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grades,
  lotIds: null,
  terms: {
    milling: { perKgCentimes: 80, chargedBy: 'third_party' },
    commissionPpm: 40_000,
    oceChargesCapPpm: 50_000,
  },
});

describe('opening pools', () => {
  let store: FickleStore;
  let offices: OfficeInMemory[];
  /** Each call is of a process of its own, which knows nothing but the log. */
  const office = async () => {
    const started = await paymentsInMemory({ newStore: () => store });
    offices.push(started);
    return started;
  };
  const open = async (data: OpenPool['data'], its = meta()) =>
    (await office()).get('payments', PoolsService).open(data, { limits: [] }, its);
  const confirm = async (poolId: string, actor = 'staff:badr') =>
    (await office())
      .get('payments', PoolsService)
      .confirm(poolId, `milling-${poolId}`, { kinds: [] }, { ...meta(), actor });
  const holderOf = async (grade: string) => {
    const id = poolReservationId.grade('OLIVE-2026', 'OLIVE', grade);
    return (await (await office()).handler(reservationAggregate).load(id)).state.holder;
  };
  beforeEach(() => {
    store = new FickleStore();
    offices = [];
  });
  afterEach(() => Promise.all(offices.map((one) => one.close())));

  it('reserves each of its grades, and the same again changes nothing', async () => {
    const first = await open(pool('POOL-1', 'extra', 'vierge'));
    expect([await holderOf('extra'), await holderOf('vierge')]).toEqual(['POOL-1', 'POOL-1']);
    const position = await store.lastPosition();
    const again = await open(pool('POOL-1', 'extra', 'vierge'));
    expect(again).toMatchObject({ position: first.position, repeated: true, events: [] });
    expect(await store.lastPosition()).toBe(position);
  });

  it('gives back the first grade when the second is refused, so that another pool may pay for it', async () => {
    await open(pool('POOL-1', 'vierge'));
    const refused = open(pool('POOL-2', 'extra', 'vierge'));
    await expect(refused).rejects.toMatchObject({ slug: 'pool_scope_taken' });
    expect([await holderOf('extra'), await holderOf('vierge')]).toEqual([undefined, 'POOL-1']);
    await open(pool('POOL-3', 'extra'));
    expect(await holderOf('extra')).toBe('POOL-3');
  });

  it('is not held up by another whose names, joined, read the same', async () => {
    await open({ ...pool('POOL-1', 'G'), campaignId: 'C--1', productId: 'P' });
    await open({ ...pool('POOL-2', 'G'), campaignId: 'C', productId: '1--P' });
    const again = open({ ...pool('POOL-3', 'G'), campaignId: 'C', productId: '1--P' });
    await expect(again).rejects.toMatchObject({ slug: 'pool_scope_taken' });
  });

  it('knows what a pool of a log from before pays for, under the id of that time', async () => {
    const before = { ...pool('POOL-1', 'G'), campaignId: 'C--1', productId: 'P' };
    const started = await office();
    const claim = { holder: 'POOL-1', purpose: 'pool_scope' };
    const claims = started.handler(reservationAggregate);
    await claims.handle(plainPoolReservationId.grade('C--1', 'P', 'G'), command('TakeClaim', claim));
    await started.handler(poolAggregate).handle('POOL-1', command('OpenPool', before));
    await expect(open({ ...before, poolId: 'POOL-2' })).rejects.toMatchObject({ slug: 'pool_scope_taken' });
    await open({ ...pool('POOL-3', 'G'), campaignId: 'C', productId: '1--P' });
  });

  it('takes again what it gave back, under the same key too', async () => {
    await open(pool('POOL-1', 'vierge'));
    const key = meta();
    for (let attempt = 1; attempt <= 2; attempt++) {
      const refused = open(pool('POOL-2', 'extra', 'vierge'), key);
      await expect(refused).rejects.toMatchObject({ slug: 'pool_scope_taken' });
      expect(await holderOf('extra')).toBeUndefined();
    }
  });

  it('of other terms under a known id is refused, and touches no reservation of the pool that stands', async () => {
    await open(pool('POOL-1', 'extra'));
    for (const grades of [['extra', 'vierge'], ['vierge']])
      await expect(open(pool('POOL-1', ...grades))).rejects.toMatchObject({ slug: 'pool_differs' });
    expect([await holderOf('extra'), await holderOf('vierge')]).toEqual(['POOL-1', undefined]);
  });

  it('keeps the reservations of whichever comes first when two requests open one id with other grades', async () => {
    const [one, two] = [pool('POOL-1', 'extra'), pool('POOL-1', 'extra', 'vierge')];
    const results = await Promise.allSettled([open(one), open(two)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { opened } = (await (await office()).handler(poolAggregate).load('POOL-1')).state;
    for (const grade of ['extra', 'vierge'])
      expect(await holderOf(grade)).toBe(opened?.grades.includes(grade) ? 'POOL-1' : undefined);
  });

  it('with milling above its limit reserves nothing before a second person confirms, who then opens it', async () => {
    expect(await open(dear(pool('POOL-1', 'extra')))).toMatchObject({
      events: [{ type: 'SecondPersonAsked' }],
    });
    expect(await holderOf('extra')).toBeUndefined();
    await expect(confirm('POOL-1', testMeta().actor)).rejects.toMatchObject({ slug: 'second_person_needed' });
    const confirmed = await confirm('POOL-1');
    expect(confirmed.events.map(({ type }) => type)).toEqual(['ProposalConfirmed', 'PoolOpened']);
    expect(await holderOf('extra')).toBe('POOL-1');
    expect(await confirm('POOL-1')).toMatchObject({ events: [] });
    expect(await open(dear(pool('POOL-1', 'extra')))).toMatchObject({ repeated: true, events: [] });
  });

  it('with milling above its limit is refused a grade of another pool, when it is asked for and when it is confirmed', async () => {
    await open(dear(pool('POOL-1', 'extra')));
    await open(pool('POOL-2', 'extra'));
    await expect(confirm('POOL-1')).rejects.toMatchObject({ slug: 'pool_scope_taken' });
    await expect(open(dear(pool('POOL-3', 'extra')))).rejects.toMatchObject({ slug: 'pool_scope_taken' });
    expect(await holderOf('extra')).toBe('POOL-2');
  });

  it.each([0, 1, 2])('whose process died after %d commits is opened by the next try', async (commits) => {
    store.commitsLeft = commits;
    await expect(open(pool('POOL-1', 'extra', 'vierge'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    store.commitsLeft = Infinity;
    expect((await open(pool('POOL-1', 'extra', 'vierge'))).events).toHaveLength(1);
    expect([await holderOf('extra'), await holderOf('vierge')]).toEqual(['POOL-1', 'POOL-1']);
  });
});
